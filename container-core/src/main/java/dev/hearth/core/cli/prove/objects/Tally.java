package dev.hearth.core.cli.prove.objects;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Counts the calls that it got. */
public interface Tally extends Remote {

    /** How many calls of {@link #next} it got. */
    long value() throws RemoteException;

    /** Counts one more, and returns how many these are now. */
    long next() throws RemoteException;

    /** Ends the object for good. */
    void end() throws RemoteException;
}
