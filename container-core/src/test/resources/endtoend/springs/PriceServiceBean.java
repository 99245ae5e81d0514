package springs;

import java.math.BigDecimal;

public class PriceServiceBean implements PriceService {

    private BigDecimal factor;

    public void setFactor(BigDecimal factor) {
        this.factor = factor;
    }

    public BigDecimal price(String item) {
        if (item.isEmpty()) {
            throw new IllegalArgumentException("no item");
        }
        return factor.multiply(BigDecimal.valueOf(item.length()));
    }

    public Offer offer(Order order) {
        return new Offer(order, price(order.item).multiply(BigDecimal.valueOf(order.pieces)));
    }
}
