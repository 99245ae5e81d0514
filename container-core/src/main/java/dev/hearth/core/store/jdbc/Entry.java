package dev.hearth.core.store.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hearth.core.store.StateStore.Change;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the writer is asked to do. */
sealed interface Entry {

    /** How much memory it holds, in bytes, roughly. */
    long weight();

    /** Changes that belong together. */
    record Commit(List<Change> changes) implements Entry {

        private static final long PER_CHANGE = 256;

        @Override
        public long weight() {
            long weight = 0;
            for (Change change : changes) {
                byte[] state = change.state();
                weight += PER_CHANGE + (state == null ? 0 : state.length);
            }
            return weight;
        }
    }

    /** Work in the writer's turn, whose result somebody waits for until it is durable. Its result is never null. */
    final class Request<T> implements Entry {

        private final Work<T> work;
        private final boolean synced;
        private final CompletableFuture<T> durable = new CompletableFuture<>();
        private @Nullable T result;

        /** @param synced whether it is durable only when it has reached the disk, whatever the store's durability */
        Request(Work<T> work, boolean synced) {
            this.work = work;
            this.synced = synced;
        }

        boolean synced() {
            return synced;
        }

        CompletableFuture<T> future() {
            return durable;
        }

        void run(Connection connection) throws SQLException, IOException {
            result = work.on(connection);
        }

        @CanIgnoreReturnValue
        boolean succeed() {
            T made = result;
            return made != null && durable.complete(made);
        }

        @CanIgnoreReturnValue
        boolean fail(Throwable cause) {
            return durable.completeExceptionally(cause);
        }

        @Override
        public long weight() {
            return 0;
        }
    }
}
