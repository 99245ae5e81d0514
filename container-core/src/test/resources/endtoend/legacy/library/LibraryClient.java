package legacy.library;

import java.rmi.registry.LocateRegistry;
import java.util.Map;

public class LibraryClient {

    public static void main(String[] args) throws Exception {
        Library library = (Library) LocateRegistry.getRegistry("localhost", Integer.parseInt(args[0])).lookup("library");
        Shelf novels = library.shelf("novels");
        Book emma = novels.add("Emma");
        novels.add("Middlemarch");
        Map<String, Book> books = novels.books();
        System.out.println(books.keySet() + " " + books.get("Emma").equals(emma) + " " + (emma.hashCode()
                == books.get("Emma").hashCode()));
        System.out.println(emma.title() + " " + emma.shelf().equals(novels) + " " + library.shelves().length);
    }
}
