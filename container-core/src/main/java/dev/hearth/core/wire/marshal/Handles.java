package dev.hearth.core.wire.marshal;

import java.util.Arrays;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was written to one stream already, by identity, and the numbers by which it is referred back to (Java Object
 * Serialization specification, section 6.4: handles).
 *
 * <p>Most messages hold a few dozen objects: up to {@value #LOOKED_THROUGH} a look through all of them is faster than asking
 * each for its identity hash. Used by one thread, for one message.
 */
final class Handles {

    static final int NONE = -1;

    private static final int LOOKED_THROUGH = 64;
    private static final int FIRST = 32;

    private @Nullable Object[] written = new Object[FIRST];
    private int count;
    private @Nullable IdentityHashMap<Object, Integer> byIdentity;

    /** The number of this object, the last one if it has several; {@link #NONE} if it was not written yet. */
    int of(Object object) {
        if (byIdentity != null) {
            return byIdentity.getOrDefault(object, NONE);
        }
        for (int i = count - 1; i >= 0; i--) {
            if (written[i] == object) {
                return i;
            }
        }
        return NONE;
    }

    /** Gives this object the next number. */
    void assign(Object object) {
        if (byIdentity != null) {
            byIdentity.put(object, count++);
            return;
        }
        if (count == LOOKED_THROUGH) {
            index();
            assign(object);
            return;
        }
        if (count == written.length) {
            written = Arrays.copyOf(written, 2 * count);
        }
        written[count++] = object;
    }

    /** Uses up the next number for what is never referred back to. */
    void skip() {
        if (byIdentity != null) {
            count++;
        } else {
            assign(this);
        }
    }

    private void index() {
        IdentityHashMap<Object, Integer> all = new IdentityHashMap<>(4 * LOOKED_THROUGH);
        for (int i = 0; i < count; i++) {
            Object object = written[i];
            if (object != null && object != this) {
                all.put(object, i);
            }
        }
        byIdentity = all;
    }
}
