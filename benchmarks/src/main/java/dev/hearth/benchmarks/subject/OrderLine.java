package dev.hearth.benchmarks.subject;

import java.io.Serializable;
import java.math.BigDecimal;

/** One line of an {@link Order}. */
public record OrderLine(String article, int quantity, BigDecimal price) implements Serializable {

    /** What the line costs. */
    BigDecimal amount() {
        return price.multiply(BigDecimal.valueOf(quantity));
    }
}
