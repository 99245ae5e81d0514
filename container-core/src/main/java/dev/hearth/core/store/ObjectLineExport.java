package dev.hearth.core.store;

import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes the objects of a snapshot as lines, and remembers which of them could not be. Used by one thread at a time. */
public final class ObjectLineExport implements SnapshotReader {

    private static final int MOST_NAMED = 100;

    private final ObjectLineWriter out;
    private final String container;
    private final Predicate<String> wanted;
    private final List<String> damaged = new ArrayList<>();
    private long stored;
    private long damages;

    /**
     * @param container the {@link DataFolder#mark} of the store
     * @param wanted which names are
     */
    public ObjectLineExport(ObjectLineWriter out, String container, Predicate<String> wanted) {
        this.out = out;
        this.container = container;
        this.wanted = wanted;
    }

    @Override
    public void object(Identity identity, byte @Nullable [] state) throws IOException {
        if (wanted.test(identity.name())) {
            out.write(new ObjectLine(identity.name(), identity.type(), identity.number(), container, state));
            stored += state == null ? 0 : 1;
        }
    }

    @Override
    public void damaged(Identity identity, CorruptStateException reason) {
        if (wanted.test(identity.name())) {
            damages++;
            if (damaged.size() < MOST_NAMED) {
                damaged.add(String.valueOf(reason.getMessage()));
            }
        }
    }

    /** How many objects with a state were written. */
    public long stored() {
        return stored;
    }

    /** How many objects were left out since their states are damaged. */
    public long damages() {
        return damages;
    }

    /** What is wrong with the first of them. */
    public List<String> damaged() {
        return List.copyOf(damaged);
    }
}
