package dev.hearth.benchmarks.subject;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A small object that exists for its client alone: it has no name, and ends when its client lets it go. */
public interface Part extends Remote {

    /** Which one it is; no other of its maker has this number. */
    long number() throws RemoteException;
}
