package legacy.library;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.Map;

public interface Shelf extends Remote {
    Book add(String title) throws RemoteException;

    Map<String, Book> books() throws RemoteException;

    boolean remove(Book book) throws RemoteException;
}
