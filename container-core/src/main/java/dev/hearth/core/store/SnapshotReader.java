package dev.hearth.core.store;

import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Told of each object of a snapshot, one after the other in the order of their names, on a thread of the store's. */
public interface SnapshotReader {

    /**
     * An object.
     *
     * @param state null if it has a number only, which was given away with a stub before the first change
     * @throws IOException to end the snapshot
     */
    void object(Identity identity, byte @Nullable [] state) throws IOException;

    /**
     * An object whose stored state is not what was written.
     *
     * @throws IOException to end the snapshot
     */
    void damaged(Identity identity, CorruptStateException reason) throws IOException;
}
