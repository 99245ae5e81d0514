package dev.hearth.samples.tour;

import java.rmi.Remote;
import java.rmi.RemoteException;
import org.jspecify.annotations.Nullable;

/** Says on which thread it runs. */
public interface Names extends Remote {

    /** The thread's name, and how long the text is. */
    String length(@Nullable String text) throws RemoteException;
}
