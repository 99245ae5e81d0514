package dev.hearth.core.modules.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to an object's type by the object's name, without making garbage. Immutable.
 *
 * <p>A type's name is the object's, or the first parts of it.
 */
final class TypeTable<T> {

    private final List<@Nullable Entry<T>> entries;
    private final int mask;
    private final boolean[] lengths; // by how many parts names of types have
    private final T others;

    private record Entry<T>(String name, T value) {}

    /**
     * @param others what is found for an object of an unknown type
     * @param value what belongs to a type
     */
    TypeTable(Collection<String> types, Function<String, T> value, T others) {
        this.others = others;
        int size = Integer.highestOneBit(Math.max(4, types.size() * 4));
        mask = size - 1;
        entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(null);
        }
        int longest = 0;
        for (String type : types) {
            longest = Math.max(longest, parts(type));
        }
        lengths = new boolean[longest + 1];
        for (String type : types) {
            lengths[parts(type)] = true;
            int place = spread(type.hashCode()) & mask;
            while (entries.get(place) != null) {
                place = place + 1 & mask;
            }
            entries.set(place, new Entry<>(type, value.apply(type)));
        }
    }

    private static int parts(String name) {
        return 1 + (int) name.chars().filter(c -> c == '/').count();
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 16;
    }

    /** What belongs to the type of this object. */
    T of(String object) {
        int hash = 0;
        int parts = 0;
        for (int i = 0; i < object.length() && parts < lengths.length; i++) {
            char c = object.charAt(i);
            if (c == '/' && ++parts < lengths.length && lengths[parts]) {
                Entry<T> found = find(object, i, hash);
                if (found != null) {
                    return found.value();
                }
            }
            hash = 31 * hash + c; // as String.hashCode, which is specified
        }
        Entry<T> whole = parts < lengths.length ? find(object, object.length(), hash) : null;
        return whole == null ? others : whole.value();
    }

    private @Nullable Entry<T> find(String object, int length, int hash) {
        int place = spread(hash) & mask;
        for (Entry<T> entry = entries.get(place); entry != null; entry = entries.get(place)) {
            if (entry.name().length() == length && object.startsWith(entry.name())) {
                return entry;
            }
            place = place + 1 & mask;
        }
        return null;
    }
}
