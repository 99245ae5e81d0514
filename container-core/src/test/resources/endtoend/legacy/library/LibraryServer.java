package legacy.library;

import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.UnicastRemoteObject;
import java.util.Map;
import java.util.TreeMap;

/** Hands out objects that hand out objects, and gets them back. */
public class LibraryServer extends UnicastRemoteObject implements Library {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, ShelfImpl> shelves = new TreeMap<String, ShelfImpl>();

    LibraryServer() throws RemoteException {
        if (getRef().remoteHashCode() != hashCode() || !equals(this) || equals(new ShelfImpl())) {
            throw new IllegalStateException("exported as " + getRef().remoteToString());
        }
    }

    public synchronized Shelf shelf(String name) throws RemoteException {
        ShelfImpl shelf = shelves.get(name);
        if (shelf == null) {
            shelf = new ShelfImpl();
            shelves.put(name, shelf);
        }
        return shelf;
    }

    public synchronized Shelf[] shelves() {
        return shelves.values().toArray(new Shelf[0]);
    }

    public synchronized boolean owns(Book book) {
        for (ShelfImpl shelf : shelves.values()) {
            if (shelf.has(book)) {
                return true;
            }
        }
        return false;
    }

    private static final class ShelfImpl extends UnicastRemoteObject implements Shelf {

        private static final long serialVersionUID = 1L;

        private final transient TreeMap<String, Book> books = new TreeMap<String, Book>();

        ShelfImpl() throws RemoteException {}

        public synchronized Book add(String title) throws RemoteException {
            Book book = new BookImpl(title, this);
            books.put(title, book);
            return book;
        }

        public synchronized Map<String, Book> books() {
            return new TreeMap<String, Book>(books);
        }

        public synchronized boolean remove(Book book) {
            return books.values().remove(book);
        }

        synchronized boolean has(Book book) {
            return books.containsValue(book);
        }
    }

    private static final class BookImpl extends UnicastRemoteObject implements Book {

        private static final long serialVersionUID = 1L;

        private final String title;
        private final transient Shelf shelf;

        BookImpl(String title, Shelf shelf) throws RemoteException {
            this.title = title;
            this.shelf = shelf;
        }

        public String title() {
            return title;
        }

        public Shelf shelf() {
            return shelf;
        }
    }

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        LocateRegistry.createRegistry(port);
        Registry registry = LocateRegistry.getRegistry(port);
        registry.rebind("library", new LibraryServer());
        System.out.println("ready");
    }
}
