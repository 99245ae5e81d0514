package dev.hearth.core.wire.outgoing;

import java.io.Serializable;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/** A foreign object as hosted code knows it. */
public interface Echoing extends Remote {

    Object echo(Object value) throws RemoteException;

    long add(int a, long b, String c, byte[] d) throws RemoteException;

    List<Entry> entries(int count) throws RemoteException;

    void fail(String how) throws RemoteException, Odd;

    Echoing other() throws RemoteException;

    /** A value. */
    record Entry(String key, int value) implements Serializable {}

    /** A declared exception. */
    final class Odd extends Exception {
        private static final long serialVersionUID = 1;

        public Odd(String message) {
            super(message);
        }
    }

    /** A class that this server does not want. */
    final class Gadget implements Serializable {
        private static final long serialVersionUID = 1;
    }
}
