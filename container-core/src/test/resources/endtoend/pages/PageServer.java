package pages;

import java.rmi.Naming;
import java.rmi.registry.LocateRegistry;
import org.apache.lucene.analysis.SimpleAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.RemoteSearchable;
import org.apache.lucene.store.RAMDirectory;

public final class PageServer {

    private PageServer() {}

    /** Arguments: the registry's port, and whether it is to be created: {@code always} or {@code never}. */
    public static void main(String[] arguments) throws Exception {
        RAMDirectory directory = new RAMDirectory();
        try (IndexWriter writer = new IndexWriter(
                directory, new SimpleAnalyzer(), IndexWriter.MaxFieldLength.UNLIMITED)) {
            for (String text : new String[] {"a quick fox", "lazy dogs", "quick dogs"}) {
                Document page = new Document();
                page.add(new Field("text", text, Field.Store.YES, Field.Index.ANALYZED));
                writer.addDocument(page);
            }
        }
        if (arguments[1].equals("always")) {
            LocateRegistry.createRegistry(Integer.parseInt(arguments[0]));
        }
        Naming.rebind(
                "//localhost:" + arguments[0] + "/pages", new RemoteSearchable(new IndexSearcher(directory, true)));
        System.out.println("ready");
    }
}
