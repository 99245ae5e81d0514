package springs;

import java.io.Serializable;
import java.math.BigDecimal;

public class Offer implements Serializable {

    private static final long serialVersionUID = 1L;

    public final Order order;
    public final BigDecimal total;

    public Offer(Order order, BigDecimal total) {
        this.order = order;
        this.total = total;
    }
}
