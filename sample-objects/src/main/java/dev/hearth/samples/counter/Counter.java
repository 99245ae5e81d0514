package dev.hearth.samples.counter;

import dev.hearth.samples.threading.Visited;
import java.rmi.RemoteException;

/** Counts. */
public interface Counter extends Visited {

    /** The next number, beginning at 1. */
    long next() throws RemoteException;
}
