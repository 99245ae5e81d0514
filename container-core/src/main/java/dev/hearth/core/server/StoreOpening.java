package dev.hearth.core.server;

import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.DataFolder;
import dev.hearth.core.store.SettledStore;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.jdbc.JdbcStateStore;
import dev.hearth.core.store.log.LoggedStateStore;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the store beside the rest of the start, since the database takes longest. */
final class StoreOpening {

    private final CompletableFuture<DataFolder> folder = new CompletableFuture<>();
    private final CompletableFuture<StateStore> store = new CompletableFuture<>();
    private volatile Consumer<Throwable> fatal = failure -> {};

    private StoreOpening() {}

    static StoreOpening begin(HearthConfig config) {
        StoreOpening opening = new StoreOpening();
        Thread thread = new Thread(() -> opening.open(config), "hearth-store-opening");
        thread.setDaemon(true);
        thread.start();
        return opening;
    }

    private void open(HearthConfig config) {
        try {
            DataFolder opened = DataFolder.open(config.data());
            folder.complete(opened);
            store.complete(openStore(opened, config));
        } catch (IOException | RuntimeException | Error failed) {
            folder.completeExceptionally(failed);
            store.completeExceptionally(failed);
        }
    }

    private StateStore openStore(DataFolder opened, HearthConfig config) throws IOException {
        return openStore(opened, config, failure -> fatal.accept(failure));
    }

    /** The embedded database with our log in front of it; a database server keeps a log of its own. */
    static StateStore openStore(DataFolder opened, HearthConfig all, Consumer<Throwable> told) throws IOException {
        HearthConfig.Store config = all.store();
        int former = all.replace().keepVersions();
        if (config.url().isPresent()) {
            return JdbcStateStore.open(opened, config, former, told);
        }
        HearthConfig.Store behind = new HearthConfig.Store(
                config.url(), config.user(), config.password(), Durability.PROCESS, config.verifyReadOnly());
        SettledStore database = JdbcStateStore.open(opened, behind, former, told);
        try {
            return LoggedStateStore.open(opened.path().resolve("log"), config.durability(), database, told);
        } catch (IOException | RuntimeException unreadable) {
            database.close();
            throw unreadable;
        }
    }

    /** The data folder; waits for it. */
    DataFolder folder() throws IOException {
        return await(folder);
    }

    /**
     * The store; waits for it.
     *
     * @param onFatal told when a sync failed
     */
    StateStore store(Consumer<Throwable> onFatal) throws IOException {
        fatal = onFatal;
        return await(store);
    }

    /** Closes what was opened, when the start has failed elsewhere. */
    @SuppressWarnings("FutureReturnValueIgnored") // failures to open have been reported
    void abandon() {
        store.whenComplete((opened, failed) -> {
            closeQuietly(opened);
            closeQuietly(folder.getNow(null));
        });
    }

    private static void closeQuietly(@Nullable AutoCloseable opened) {
        if (opened == null) {
            return;
        }
        try {
            opened.close();
        } catch (Exception failed) {
            org.slf4j.LoggerFactory.getLogger(StoreOpening.class).warn("closing {} failed", opened, failed);
        }
    }

    private static <T> T await(CompletableFuture<T> opening) throws IOException {
        try {
            return opening.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException unopened) {
                throw unopened;
            }
            throw failed;
        }
    }
}
