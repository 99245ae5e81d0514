package dev.hearth.samples.demo;

import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;

/**
 * Where the objects are: a host, a port and the JDK's own registry client.
 *
 * @param host the server's host
 * @param port its port
 */
record Server(String host, int port) {

    /** The object of that name, as a stub that the JDK made. */
    <T extends Remote> T find(String name, Class<T> type) throws RemoteException, NotBoundException {
        Registry registry = LocateRegistry.getRegistry(host, port);
        return type.cast(registry.lookup(name));
    }
}
