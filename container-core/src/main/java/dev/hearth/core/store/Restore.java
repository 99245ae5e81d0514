package dev.hearth.core.store;

import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Puts the objects of a backup into a store that is empty and that nobody else uses, with the numbers that they had. */
public final class Restore {

    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 4 << 20;

    private final StateStore store;
    private final List<Change> changes = new ArrayList<>();
    private final List<Identity> named = new ArrayList<>();
    private long bytes;

    private Restore(StateStore store) {
        this.store = store;
    }

    /**
     * Puts them in.
     *
     * @throws IOException if a line is damaged, or the store refuses; what is in the store is then not the backup
     */
    public static void into(StateStore store, Backup backup) throws IOException {
        Restore restore = new Restore(store);
        long lines = 0;
        try (ObjectLineReader in = backup.read()) {
            for (ObjectLine line = in.next(); line != null; line = in.next()) {
                restore.add(line);
                lines++;
            }
        }
        restore.flush();
        if (lines != backup.objects()) {
            throw new IOException("the backup " + backup.folder() + " is damaged: it has " + lines
                    + " objects instead of " + backup.objects());
        }
    }

    private void add(ObjectLine line) throws IOException {
        if (line.number() == null) {
            throw new IOException("the backup is damaged: " + line.name() + " has no number");
        }
        byte[] state = line.state();
        if (state == null) {
            named.add(new Identity(line.number(), line.name(), line.type(), false));
        } else {
            changes.add(new Change(line.number(), line.name(), line.type(), state));
            bytes += state.length;
        }
        if (changes.size() + named.size() >= BATCH || bytes >= BATCH_BYTES) {
            flush();
        }
    }

    private void flush() throws IOException {
        if (!changes.isEmpty()) {
            await(store.commit(List.copyOf(changes)));
        }
        if (!named.isEmpty()) {
            store.identify(List.copyOf(named));
        }
        changes.clear();
        named.clear();
        bytes = 0;
    }

    private void await(long position) throws IOException {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        store.whenSettled(position, failure -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.join();
        } catch (CompletionException failed) {
            throw new IOException("the backup can't be put in: " + failed.getCause(), failed);
        }
    }
}
