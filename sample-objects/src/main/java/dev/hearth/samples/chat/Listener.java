package dev.hearth.samples.chat;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** What a guest exports in its own JVM, with {@link java.rmi.server.UnicastRemoteObject#exportObject(Remote, int)}. */
public interface Listener extends Remote {

    /** Somebody said something. Return soon: the room waits. */
    void heard(String speaker, String text) throws RemoteException;
}
