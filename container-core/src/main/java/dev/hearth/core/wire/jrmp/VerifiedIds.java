package dev.hearth.core.wire.jrmp;

import dev.hearth.core.call.Target;
import dev.hearth.core.wire.marshal.ObjectIds;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers ids whose signature was right, so that it is computed once and not at every call.
 *
 * <p>A table of fixed size; of two ids that fall on the same place the later stays. Forged ids are not stored. Ids are
 * compared as a whole, so that time tells nothing about how much of a guess was right. Thread-safe, without locks.
 */
final class VerifiedIds {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LENGTH = 22;
    private static final int PLACES = 4096;

    /** What forged ids and unknown ones look like alike. */
    static final Target.ById NOBODY = new Target.ById(-1, 0);

    private final ObjectIds ids;
    private final AtomicReferenceArray<Verified> places = new AtomicReferenceArray<>(PLACES);

    private record Verified(long first, long second, long third, Target.ById target) {}

    VerifiedIds(ObjectIds ids) {
        this.ids = ids;
    }

    /** What the id at this place in the buffer means; {@link #NOBODY} if it is forged. */
    Target.ById decode(byte[] buffer, int offset) {
        long first = (long) LONG.get(buffer, offset);
        long second = (long) LONG.get(buffer, offset + 8);
        long third = (long) LONG.get(buffer, offset + LENGTH - 8);
        int place = place(first, second, third);
        Verified known = places.getAcquire(place);
        if (known != null && ((known.first ^ first) | (known.second ^ second) | (known.third ^ third)) == 0) {
            return known.target;
        }
        Optional<Target.ById> target = ids.decode(Arrays.copyOfRange(buffer, offset, offset + LENGTH), 0);
        if (target.isEmpty()) {
            return NOBODY;
        }
        places.setRelease(place, new Verified(first, second, third, target.get()));
        return target.get();
    }

    private static int place(long first, long second, long third) {
        long mixed = (first ^ second ^ third) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 52);
    }
}
