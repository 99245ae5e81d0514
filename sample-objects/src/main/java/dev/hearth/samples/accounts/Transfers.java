package dev.hearth.samples.accounts;

import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;

/** Moves money between accounts. */
public interface Transfers extends Remote {

    /**
     * Moves money from one account to another; both change together or neither.
     *
     * @param from whose account pays, such as {@code alice} for {@code accounts/alice}
     * @param to whose account receives
     * @param cents at least 1
     * @throws InsufficientFunds if there is less in the account that pays
     * @throws NotBoundException if there are no accounts here, or the caller may not see these
     */
    void transfer(String from, String to, long cents) throws RemoteException, NotBoundException, InsufficientFunds;
}
