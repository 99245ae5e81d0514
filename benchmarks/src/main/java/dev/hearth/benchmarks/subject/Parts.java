package dev.hearth.benchmarks.subject;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Makes {@link Part}s: an object that hands out objects. */
public interface Parts extends Remote {

    /** A new part, for the caller. */
    Part next() throws RemoteException;

    /** So many new parts, for the caller. */
    Part[] next(int count) throws RemoteException;
}
