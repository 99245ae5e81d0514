package legacy.bank;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Account extends Remote {
    long deposit(long cents) throws RemoteException;

    long withdraw(long cents) throws RemoteException, Overdrawn;

    long balance() throws RemoteException;
}
