package dev.hearth.samples.carts;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** A shopping cart. */
public interface Cart extends Remote {

    /**
     * Puts something in.
     *
     * @throws IllegalStateException if the cart is full
     */
    void add(Item item) throws RemoteException;

    /** Puts in all that another cart holds, which keeps it. */
    void addAll(Cart other) throws RemoteException;

    /** What is in the cart, in the order in which it came in. */
    List<Item> items() throws RemoteException;

    /** The price of it all, in cents. */
    long total() throws RemoteException;
}
