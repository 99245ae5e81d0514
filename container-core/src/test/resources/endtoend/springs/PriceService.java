package springs;

import java.math.BigDecimal;

/** Not remote, as Spring's exporter has it. */
public interface PriceService {
    BigDecimal price(String item);

    Offer offer(Order order);
}
