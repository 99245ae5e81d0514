package dev.hearth.core.wire.marshal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many objects one meets who walks through a value, as {@code hashCode} and {@code equals} do: an object that is shared
 * counts as often as it is reached. A few lists that hold each other several times make a number that no processor counts
 * to, and the set that holds the last of them asks for its hash while it is read.
 *
 * <p>Asked about each object when it is complete, the innermost first, so each is looked at once, for a few nanoseconds for
 * each that it holds. Looks into collections and into objects whose class has a {@code hashCode} of its own. Weights up to
 * {@value #LIGHT} are not kept; such an object counts as much as the heaviest of them. Used by one thread, for one message.
 */
final class Expansion {

    private static final int LIGHT = 64;
    private static final Class<?> COPIES = Collections.nCopies(1, 1).getClass();
    private static final ClassValue<Weighing> WEIGHINGS = new ClassValue<>() {
        @Override
        protected Weighing computeValue(Class<?> type) {
            return weighing(type);
        }
    };

    /** How objects of a class are weighed. */
    private interface Weighing {
        long weight(Expansion expansion, Object object);
    }

    private static final Weighing LEAF = (expansion, object) -> 1;

    private final long most;

    /** The weights of those that are not light. */
    private @Nullable IdentityHashMap<Object, Long> weights;

    /** The sum of all collections' sizes: views and wrappers may show the same elements again and again. */
    private long walked;

    private long heaviest = 1;
    private long heaviestLight = 1;

    /**
     * @param most how many objects may be met
     */
    Expansion(long most) {
        this.most = most;
    }

    /** Whether this object, which is complete, is one too many. */
    boolean over(Object object) {
        long weight = weigh(object);
        if (weight > heaviest) {
            heaviest = weight;
        }
        if (weight > LIGHT) {
            if (weights == null) {
                weights = new IdentityHashMap<>();
            }
            weights.put(object, weight);
        } else if (weight > heaviestLight) {
            heaviestLight = weight;
        }
        return weight > most || walked > most;
    }

    /** A collection of a program's own may refuse to say what it holds, as one does that would have to ask a database first. */
    private long weigh(Object object) {
        try {
            return WEIGHINGS.get(object.getClass()).weight(this, object);
        } catch (RuntimeException silent) {
            return 1;
        }
    }

    /** The most that a walk through one of the objects meets. */
    long heaviest() {
        return heaviest;
    }

    private static Weighing weighing(Class<?> type) {
        if (type == COPIES) {
            return (expansion, object) -> expansion.copies((List<?>) object);
        }
        if (Collection.class.isAssignableFrom(type)) {
            return (expansion, object) -> expansion.elements((Collection<?>) object);
        }
        if (Map.class.isAssignableFrom(type)) {
            return (expansion, object) -> expansion.entries((Map<?, ?>) object);
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return (expansion, object) -> expansion.entry((Map.Entry<?, ?>) object);
        }
        if (Object[].class.isAssignableFrom(type)) {
            return (expansion, object) -> expansion.elements(Arrays.asList((Object[]) object));
        }
        List<HashedFields.Reading> fields = type.isArray() ? List.of() : HashedFields.of(type);
        return fields.isEmpty() ? LEAF : (expansion, object) -> expansion.fields(object, fields);
    }

    private long weightOf(@Nullable Object part) {
        if (part == null || part instanceof String || part instanceof Integer) {
            return 1;
        }
        Long weight = weights == null ? null : weights.get(part);
        return weight == null ? heaviestLight : weight;
    }

    /** A list that says of one object that it holds it so many times. */
    private long copies(List<?> list) {
        walked += list.size();
        return list.isEmpty() ? 1 : 1 + list.size() * weightOf(list.get(0));
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

    private long entry(Map.Entry<?, ?> entry) {
        return 1 + weightOf(entry.getKey()) + weightOf(entry.getValue());
    }

    private long fields(Object object, List<HashedFields.Reading> fields) {
        long weight = 1;
        for (HashedFields.Reading field : fields) {
            weight += weightOf(field.of(object));
        }
        return weight;
    }
}
