package manage;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** Registers an MBean of its deployment. */
public interface Counting extends Remote {
    String register() throws RemoteException;
}
