package pages;

import java.rmi.Naming;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.MultiSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Searchable;
import org.apache.lucene.search.TermQuery;

public final class PageClient {

    private PageClient() {}

    /** Argument: the registry's port. */
    public static void main(String[] arguments) throws Exception {
        Searchable pages = (Searchable) Naming.lookup("//localhost:" + arguments[0] + "/pages");
        PhraseQuery phrase = new PhraseQuery();
        phrase.add(new Term("text", "quick"));
        phrase.add(new Term("text", "dogs"));
        for (Query query : new Query[] {
            new TermQuery(new Term("text", "quick")), new PrefixQuery(new Term("text", "do")), phrase
        }) {
            System.out.println(query + ":");
            for (ScoreDoc found : new MultiSearcher(pages).search(query, 5).scoreDocs) {
                System.out.println("  " + pages.doc(found.doc).get("text") + " " + found.score);
            }
        }
        pages.close();
        try {
            System.out.println(pages.docFreq(new Term("text", "fox")));
        } catch (RuntimeException closed) {
            System.out.println(closed);
        }
        System.exit(0);
    }
}
