package dev.hearth.benchmarks.subject;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Something that is counted and must not be forgotten: each call is one change that has to be on the disk when it returns. */
public interface Tally extends Remote {

    /** Adds one, and returns how many there are then. */
    long count() throws RemoteException;
}
