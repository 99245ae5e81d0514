package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.rmi.UnmarshalException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the JDK's class of the same name, which {@link List#of}, {@link Set#of}, {@link Map#of} and {@link
 * java.util.stream.Stream#toList} write in their place: the stream's class resolves to this one by its simple name and number.
 *
 * <p>The JDK's asks for all hashes and compares what lies near each other when nobody looks at the clock any more, in a table in
 * which each element may stand behind all others. Here somebody looks, and too many that stand behind others are refused.
 */
final class CollSer implements Serializable {

    private static final long serialVersionUID = 6309168927139932177L;

    /** The JDK's. */
    static final Class<?> JDK = theirs();

    private static final int LIST = 1;
    private static final int SET = 2;
    private static final int MAP = 3;
    private static final int LIST_WITH_NULLS = 4;

    /** Of the tag; the rest is for later JDKs. */
    private static final int KIND = 0xff;

    /** How many others each may stand behind, on an average; the JDK's table is half empty. */
    private static final int CROWD = 16;

    private static final int FEW = 64;

    private int tag;
    private transient @Nullable Object collection;

    private static Class<?> theirs() {
        try {
            return Class.forName("java.util.CollSer");
        } catch (ClassNotFoundException otherJdk) {
            throw new ExceptionInInitializerError(otherJdk);
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        if (!(in instanceof WireInput wire)) {
            throw new InvalidObjectException("for messages only");
        }
        in.defaultReadObject();
        @Nullable Object[] parts = wire.limits().newArray(in.readInt());
        for (int i = 0; i < parts.length; i++) {
            parts[i] = in.readObject();
        }
        try {
            collection = of(tag & KIND, parts, wire.limits());
        } catch (NullPointerException | IllegalArgumentException unfit) {
            InvalidObjectException invalid = new InvalidObjectException("invalid object");
            invalid.initCause(unfit);
            throw invalid;
        }
    }

    /** None is written, but a class is described by whether it could be. */
    private void writeObject(ObjectOutputStream out) throws IOException {
        throw new NotSerializableException(getClass().getName());
    }

    private Object readResolve() throws InvalidObjectException {
        Object made = collection;
        if (made == null) {
            throw new InvalidObjectException("it has no elements, not even none");
        }
        return made;
    }

    /**
     * The collection of these parts: elements, or keys each with its value.
     *
     * @throws UnmarshalException if it takes too long
     * @throws IllegalArgumentException if an element comes twice, or there is no such kind
     * @throws NullPointerException for a null where none may be
     */
    @SuppressWarnings("NullAway") // a null among them is refused, as by the collection itself
    static Object of(int kind, @Nullable Object[] parts, Limits limits) throws UnmarshalException {
        return switch (kind) {
            case LIST -> List.of(parts);
            case LIST_WITH_NULLS -> Arrays.stream(parts).toList();
            case SET -> {
                checkHashes(parts, 1, limits);
                yield Set.of(parts);
            }
            case MAP -> {
                if (parts.length % 2 != 0) {
                    throw new IllegalArgumentException("a key without a value");
                }
                checkHashes(parts, 2, limits);
                yield Map.ofEntries(entries(parts));
            }
            default -> throw new IllegalArgumentException("kind " + kind);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // an array of a generic type; as above
    private static Map.Entry<Object, Object>[] entries(@Nullable Object[] parts) {
        Map.Entry<Object, Object>[] entries = new Map.Entry[parts.length / 2];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = Map.entry(parts[2 * i], parts[2 * i + 1]);
        }
        return entries;
    }

    /** Walks through a table like the JDK's: each at the place of its hash, or at the next that is free. */
    @SuppressWarnings("NullAway") // as above
    private static void checkHashes(@Nullable Object[] parts, int step, Limits limits) throws UnmarshalException {
        int count = parts.length / step;
        boolean[] taken = new boolean[2 * count];
        long behind = 0;
        for (int i = 0; i < parts.length; i += step) {
            limits.checkTime();
            int place = Math.floorMod(parts[i].hashCode(), taken.length);
            while (taken[place]) {
                place = (place + 1) % taken.length;
                behind++;
                if (behind > (long) CROWD * count + FEW) {
                    throw limits.tooCrowded();
                }
            }
            taken[place] = true;
        }
    }
}
