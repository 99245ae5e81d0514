package dev.hearth.core.adapter;

import dev.hearth.core.call.HostedType;
import dev.hearth.core.store.StateCodec;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A deployed version of a type, with what the adapter needs to make, save and end its objects. Thread-safe.
 */
final class TypeEntry {

    private static final AtomicLong MADE = new AtomicLong();

    private final long place = MADE.incrementAndGet();
    private final HostedType type;
    private final LifecycleMethods lifecycle;
    private final @Nullable StateCodec codec;
    private final long number;
    private final AtomicLong objects;
    private final ReadOnlySample readOnlySample = new ReadOnlySample();
    private volatile boolean withdrawn;
    private volatile @Nullable TypeEntry successor;

    /**
     * @param codec null for transient types
     * @param number the number of the object at the bare name; 0 for anonymous types
     * @param objects how many objects the type has, shared by its versions
     */
    TypeEntry(HostedType type, @Nullable StateCodec codec, long number, AtomicLong objects) {
        this.type = type;
        this.lifecycle = LifecycleMethods.of(type.implementation());
        this.codec = codec;
        this.number = number;
        this.objects = objects;
    }

    /** Greater than that of all entries that were made before. */
    long place() {
        return place;
    }

    HostedType type() {
        return type;
    }

    LifecycleMethods lifecycle() {
        return lifecycle;
    }

    StateCodec codec() {
        if (codec == null) {
            throw new IllegalStateException(type + " has no durable state");
        }
        return codec;
    }

    long number() {
        return number;
    }

    /** Whether the type is not deployed any more: new calls are refused. */
    boolean withdrawn() {
        return withdrawn;
    }

    void withdrawn(boolean now) {
        withdrawn = now;
    }

    /** The version that has taken this one's place: objects that are found with this one pass to it. */
    @Nullable
    TypeEntry successor() {
        return successor;
    }

    void successor(@Nullable TypeEntry newer) {
        successor = newer;
    }

    ReadOnlySample readOnlySample() {
        return readOnlySample;
    }

    AtomicLong objects() {
        return objects;
    }
}
