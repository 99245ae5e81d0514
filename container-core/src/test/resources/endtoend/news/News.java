package news;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface News extends Remote {
    /** The version of the class, and how often it was read. */
    String read() throws RemoteException;
}
