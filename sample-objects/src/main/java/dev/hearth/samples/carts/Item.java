package dev.hearth.samples.carts;

import java.io.Serializable;

/**
 * Something to buy. Travels by value, as every {@link Serializable} does.
 *
 * @param name what it is
 * @param pieces how many of it
 * @param cents the price of one
 */
public record Item(String name, int pieces, long cents) implements Serializable {

    /** The price of all pieces, in cents. */
    public long total() {
        return Math.multiplyExact(pieces, cents);
    }
}
