package dev.hearth.core.wire.marshal;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many objects one meets who walks through a value, as {@code hashCode} and {@code equals} do: an object that is shared
 * counts as often as it is reached. A few lists that hold each other several times make a number that no processor counts
 * to, and the set that holds the last of them asks for its hash while it is read.
 *
 * <p>Asked about each object when it is complete, the innermost first, so each is looked at once. Looks into collections and
 * into objects whose class has a {@code hashCode} of its own. Used by one thread, for one message.
 */
final class Expansion {

    private static final Class<?> COPIES = Collections.nCopies(1, 1).getClass();

    private final long most;

    /** The weights of those that are heavier than one. */
    private @Nullable IdentityHashMap<Object, Long> weights;

    /** The sum of all collections' sizes: views and wrappers may show the same elements again and again. */
    private long walked;

    private long heaviest;

    /**
     * @param most how many objects may be met
     */
    Expansion(long most) {
        this.most = most;
    }

    /** Whether this object, which is complete, is one too many. */
    boolean over(Object object) {
        long weight = weigh(object);
        if (weight > 1) {
            if (weights == null) {
                weights = new IdentityHashMap<>();
            }
            weights.put(object, weight);
            heaviest = Math.max(heaviest, weight);
        }
        return weight > most || walked > most;
    }

    /** The most that a walk through one of the objects meets. */
    long heaviest() {
        return heaviest;
    }

    private long weigh(Object object) {
        Class<?> type = object.getClass();
        if (type == String.class || object instanceof Number || type.isArray()) {
            return 1;
        }
        if (object instanceof Collection<?> collection) {
            return type == COPIES ? copies(collection) : elements(collection);
        }
        if (object instanceof Map<?, ?> map) {
            return entries(map);
        }
        if (type.getClassLoader() != null) {
            return fields(object, type);
        }
        return object instanceof Map.Entry<?, ?> entry ? 1 + weightOf(entry.getKey()) + weightOf(entry.getValue()) : 1;
    }

    private long weightOf(@Nullable Object part) {
        Long weight = part == null || weights == null ? null : weights.get(part);
        return weight == null ? 1 : weight;
    }

    /** A list that says of one object that it holds it so many times. */
    private long copies(Collection<?> list) {
        walked += list.size();
        return list.isEmpty() ? 1 : 1 + list.size() * weightOf(list.iterator().next());
    }

    private long elements(Collection<?> collection) {
        walked += collection.size();
        long weight = 1;
        if (walked <= most) {
            for (Object element : collection) {
                weight += weightOf(element);
            }
        }
        return weight;
    }

    private long entries(Map<?, ?> map) {
        walked += map.size();
        long weight = 1;
        if (walked <= most) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                weight += weightOf(entry.getKey()) + weightOf(entry.getValue());
            }
        }
        return weight;
    }

    private long fields(Object object, Class<?> type) {
        long weight = 1;
        for (HashedFields.Reading field : HashedFields.of(type)) {
            weight += weightOf(field.of(object));
        }
        return weight;
    }
}
