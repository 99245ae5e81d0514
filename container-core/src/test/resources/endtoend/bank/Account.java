package bank;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Account extends Remote {
    long balance() throws RemoteException;

    long deposit(long cents) throws RemoteException;

    long withdraw(long cents) throws RemoteException, TooLittle;

    /** Changes the balance, then throws. */
    void depositAndThrow(long cents) throws RemoteException;

    /** Ends the account. */
    void close() throws RemoteException;
}
