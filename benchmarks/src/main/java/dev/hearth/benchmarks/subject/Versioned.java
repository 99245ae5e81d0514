package dev.hearth.benchmarks.subject;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Something of which there is a newer version from time to time. */
public interface Versioned extends Remote {

    /** The number of the version that answers. */
    long version() throws RemoteException;
}
