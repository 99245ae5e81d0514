package dev.hearth.testkit;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** What the tests call. */
public interface Echo extends Remote {

    /** What an echo gives back. */
    record Answer(String text, int count) implements java.io.Serializable {}

    Answer say(String text) throws RemoteException;

    String loader() throws RemoteException;
}
