package dev.hearth.core.wire.jrmp;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** What the tests call. Public, so that stubs can be made for it. */
public interface Calculator extends Remote {

    long add(long amount) throws RemoteException;

    String echo(String text) throws RemoteException;

    byte[] bytes(byte[] content) throws RemoteException;

    /** Returns when the test says so. */
    void await() throws RemoteException;
}
