package dev.hearth.benchmarks.subject;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * An order with a handful of lines: a small object graph, written as RMI's users have always written them.
 *
 * <p>Immutable.
 */
public final class Order implements Serializable {
    private static final long serialVersionUID = 1;

    private final String number;
    private final String customer;
    private final String address;
    private final ArrayList<OrderLine> lines;
    private final BigDecimal total;

    /** An order; {@code total} is zero until it is priced. */
    public Order(String number, String customer, String address, List<OrderLine> lines, BigDecimal total) {
        this.number = number;
        this.customer = customer;
        this.address = address;
        this.lines = new ArrayList<>(lines);
        this.total = total;
    }

    /** The same order with the sum of its lines as its total. */
    public Order priced() {
        BigDecimal sum = BigDecimal.ZERO;
        for (OrderLine line : lines) {
            sum = sum.add(line.amount());
        }
        return new Order(number, customer, address, lines, sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Order that
                && number.equals(that.number)
                && customer.equals(that.customer)
                && address.equals(that.address)
                && lines.equals(that.lines)
                && total.equals(that.total);
    }

    @Override
    public int hashCode() {
        return Objects.hash(number, customer, address, lines, total);
    }

    @Override
    public String toString() {
        return "order " + number + " of " + customer + ", " + lines + ", total " + total;
    }
}
