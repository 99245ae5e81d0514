package dev.hearth.core.wire.marshal;

import java.io.IOException;
import java.rmi.UnmarshalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ConcurrentHashMap}: it writes, for readers of long ago, 16 segments with a lock each, and its entries up to a
 * null.
 */
final class ConcurrentMapForm {

    private static final String SEGMENT = "java.util.concurrent.ConcurrentHashMap$Segment";
    private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$NonfairSync";

    /** How deep below the map, in its array of segments, a lock lies. */
    private static final int LOCK_BELOW = 3;

    private static final int SEGMENTS = 16;
    private static final int MASK = 15;
    private static final int SHIFT = 28;
    private static final float LOAD_FACTOR = 0.75f;

    private final Description itself;
    private final Description segments;
    private final Description segment;
    private final Description lock;

    private ConcurrentMapForm(Description itself, Description segments, Description segment, Description lock) {
        this.itself = itself;
        this.segments = segments;
        this.segment = segment;
        this.lock = lock;
    }

    /** Null if this JDK has no such parts. */
    static JdkForms.@Nullable Known of(Description itself) {
        try {
            Class<?> segment = Class.forName(SEGMENT, false, null);
            ConcurrentMapForm form = new ConcurrentMapForm(
                    itself,
                    JdkForms.descriptionOf(segment.arrayType()),
                    JdkForms.descriptionOf(segment),
                    JdkForms.descriptionOf(Class.forName(LOCK, false, null)));
            return JdkForms.known(
                    List.of("segmentMask", "segmentShift", "segments"),
                    (map, to) -> form.write((ConcurrentHashMap<?, ?>) map, to),
                    form::read);
        } catch (ClassNotFoundException otherJdk) {
            return null;
        }
    }

    private void write(ConcurrentHashMap<?, ?> map, PlainWriter to) {
        to.begin(map, itself);
        to.out().writeInt(MASK);
        to.out().writeInt(SHIFT);
        to.beginArray(null, segments, SEGMENTS, 1);
        for (int i = 0; i < SEGMENTS; i++) {
            to.beginOwned(segment);
            to.beginOwned(lock);
            to.out().writeInt(0); // not locked
            to.out().writeInt(Float.floatToIntBits(LOAD_FACTOR));
        }
        for (Map.Entry<?, ?> each : map.entrySet()) {
            to.value(each.getKey());
            to.value(each.getValue());
        }
        to.value(null);
        to.value(null);
        to.endOfClass();
    }

    private Object read(PlainReader from) throws IOException, ReflectiveOperationException {
        int number = from.reserve();
        Tape tape = from.tape();
        if (tape.nextInt() != MASK || tape.nextInt() != SHIFT) {
            throw new UnusualException();
        }
        from.requireDepth(LOCK_BELOW + lock.levels() - 1);
        from.expectOwned(segments);
        if (tape.nextInt() != SEGMENTS) {
            throw new UnusualException();
        }
        for (int i = 0; i < SEGMENTS; i++) {
            from.expectOwned(segment);
            from.expectOwned(lock);
            tape.take(2 * Integer.BYTES);
        }
        List<Object> parts = new ArrayList<>();
        for (Object key = from.value(); key != null; key = from.value()) {
            parts.add(key);
            parts.add(from.value());
        }
        if (from.value() != null) {
            throw new UnusualException();
        }
        from.endOfClass();
        return from.finish(number, mapOf(parts, from.limits()));
    }

    private static Object mapOf(List<Object> parts, Limits limits) throws UnmarshalException {
        int size = parts.size() / 2;
        Map<Object, Object> map = size == 0 ? new ConcurrentHashMap<>() : new ConcurrentHashMap<>(size);
        for (int i = 0; i < parts.size(); i += 2) {
            limits.checkTime();
            map.put(parts.get(i), parts.get(i + 1));
        }
        if (map.size() != size) {
            throw new UnusualException(); // a key that came twice
        }
        return map;
    }
}
