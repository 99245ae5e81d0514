package dev.hearth.samples.accounts;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A bank account, in cents. */
public interface Account extends Remote {

    /** What is in the account. */
    long balance() throws RemoteException;

    /**
     * Puts money in.
     *
     * @param cents at least 1
     * @return the new balance
     * @throws IllegalArgumentException if there is nothing to put in
     */
    long deposit(long cents) throws RemoteException;

    /**
     * Takes money out.
     *
     * @param cents at least 1
     * @return the new balance
     * @throws InsufficientFunds if there is less; nothing is taken then
     * @throws IllegalArgumentException if there is nothing to take out
     */
    long withdraw(long cents) throws RemoteException, InsufficientFunds;
}
