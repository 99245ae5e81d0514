package legacy.library;

import java.rmi.Remote;
import java.rmi.RemoteException;

public interface Library extends Remote {
    Shelf shelf(String name) throws RemoteException;

    Shelf[] shelves() throws RemoteException;

    /** Whether the book is one of this library's own. */
    boolean owns(Book book) throws RemoteException;
}
