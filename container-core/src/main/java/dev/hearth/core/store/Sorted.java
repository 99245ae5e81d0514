package dev.hearth.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The content of hash-ordered containers in an order that depends on nothing but the content. */
final class Sorted {

    private Sorted() {}

    /**
     * @param original what was sorted
     * @param text the JSON of what it was sorted by
     */
    record Entry(@Nullable Object original, @Nullable Object key, String text) {}

    /** By the natural order of JDK values, otherwise by their JSON. */
    static <T> List<Entry> by(ValueCodec codec, Collection<T> all, Function<T, @Nullable Object> keyOf, StateWriter out)
            throws IOException, UnstorableStateException {
        List<Entry> entries = new ArrayList<>(all.size());
        boolean natural = codec.textForm() != null;
        for (T each : all) {
            Object key = keyOf.apply(each);
            entries.add(new Entry(each, key, out.textOf(key, codec)));
            natural &= key instanceof Comparable;
        }
        entries.sort(natural ? Sorted::naturally : Comparator.comparing(Entry::text));
        return entries;
    }

    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // one declared type, and Comparable, so none is null
    private static int naturally(Entry one, Entry other) {
        int order = ((Comparable) one.key()).compareTo(other.key());
        return order != 0 ? order : one.text().compareTo(other.text());
    }
}
