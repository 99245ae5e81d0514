package dev.hearth.samples.carts;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Hands out shopping carts. */
public interface Carts extends Remote {

    /** A new cart, which nobody else can reach. */
    Cart take() throws RemoteException;
}
