package dev.hearth.samples.carts;

import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;

/**
 * An anonymous object. It has no annotation: its maker's deployment says how it is run.
 *
 * <p>That is {@code POOLED}, so calls can overlap, and the object guards its list.
 */
final class CartObject implements Cart {

    static final int MAX_ITEMS = 1_000;

    private final List<Item> items = new ArrayList<>();

    @Override
    public synchronized void add(Item item) {
        if (items.size() == MAX_ITEMS) {
            throw new IllegalStateException("The cart is full: it holds " + MAX_ITEMS + " items");
        }
        items.add(item);
    }

    /** {@code other} is a local reference here, though the client passed a stub. Asked first, with no lock held. */
    @Override
    public void addAll(Cart other) throws RemoteException {
        for (Item item : other.items()) {
            add(item);
        }
    }

    @Override
    public synchronized List<Item> items() {
        return new ArrayList<>(items);
    }

    @Override
    public synchronized long total() {
        return items.stream().mapToLong(Item::total).sum();
    }
}
