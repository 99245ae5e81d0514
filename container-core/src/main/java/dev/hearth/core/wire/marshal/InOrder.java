package dev.hearth.core.wire.marshal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Entries that are taken for sorted, as a {@link java.util.TreeMap} wants to see them that is made of them. */
@SuppressWarnings("JdkObsolete") // no other constructor of a TreeMap compares nothing
final class InOrder extends AbstractMap<Object, Object> implements SortedMap<Object, Object> {

    private final List<Map.Entry<Object, Object>> entries;

    InOrder(List<Map.Entry<Object, Object>> entries) {
        this.entries = entries;
    }

    @Override
    public Set<Map.Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<Object, Object>> iterator() {
                return entries.iterator();
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public @Nullable Comparator<? super Object> comparator() {
        return null;
    }

    @Override
    public SortedMap<Object, Object> subMap(Object from, Object to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<Object, Object> headMap(Object to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<Object, Object> tailMap(Object from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object firstKey() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object lastKey() {
        throw new UnsupportedOperationException();
    }
}
