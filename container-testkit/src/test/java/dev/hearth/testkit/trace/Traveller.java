package dev.hearth.testkit.trace;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Calls others of its kind. */
public interface Traveller extends Remote {

    /** Begins a span of its own, and in it calls the next of these, separated by commas. */
    int visit(String others) throws RemoteException;

    void fail() throws RemoteException;
}
