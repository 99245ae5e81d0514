package dev.hearth.core.cli.prove.objects;

import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** Moves money between purses. */
public interface Transfers extends Remote {

    /**
     * Books in two purses, in both or in none.
     *
     * @param client who asks for it
     * @param number the client's own number of this transfer
     * @param from the name of the purse that pays
     * @param to the name of the purse that receives
     * @throws IllegalStateException if there is less in the purse that pays
     */
    void move(String client, long number, String from, String to, long cents) throws RemoteException, NotBoundException;
}
