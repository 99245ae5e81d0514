package legacy.library;

import java.rmi.registry.LocateRegistry;

/** Gives the library what it has got from it. */
public class ReturningClient {

    public static void main(String[] args) throws Exception {
        Library library = (Library) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("library");
        Shelf novels = library.shelf("novels");
        Book emma = novels.add("Emma");
        System.out.println(library.owns(emma) + " " + novels.remove(emma) + " " + novels.books().keySet());
    }
}
