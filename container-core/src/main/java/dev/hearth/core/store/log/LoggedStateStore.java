package dev.hearth.core.store.log;

import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.Settlements;
import dev.hearth.core.store.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store whose commits are durable when they are in a log of its own; they settle in a database behind it.
 *
 * <p>What is not in the database yet is read from memory. At the start, what the log files hold is put into the database
 * again: each record says how an object is, not what changed, so repeating it does no harm.
 */
public final class LoggedStateStore implements StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedStateStore.class);

    private final StateStore database;
    private final LogFiles files;
    private final Overlay overlay = new Overlay();
    private final Settlements settlements;
    private final Settling settling;
    private final LogWriter writer;

    /**
     * Opens the log in a folder, and begins to settle what an earlier process left there.
     *
     * @param folder of the log files; made if it is not there; the caller holds the lock of the data folder
     * @param database says that a commit is settled when the operating system has it, or later; closed with this store
     * @param fatal told once that a sync failed
     * @throws IOException if a log file can't be read or written, or is damaged; says what to do
     */
    public static LoggedStateStore open(
            Path folder, Durability durability, StateStore database, Consumer<Throwable> fatal) throws IOException {
        Files.createDirectories(folder);
        List<Path> present = LogFiles.present(folder);
        List<LogRecord> left = LogFiles.read(present);
        long last = left.isEmpty() ? 0 : left.get(left.size() - 1).position();
        LogFiles files = LogFiles.open(folder, present, last);
        LoggedStateStore store = new LoggedStateStore(database, files, durability, last, fatal);
        if (!left.isEmpty()) {
            LOG.info("{} commits of the log are put into the database again", left.size());
            left.forEach(store.overlay::add);
            store.settling.add(left);
        }
        return store;
    }

    private LoggedStateStore(
            StateStore database, LogFiles files, Durability durability, long last, Consumer<Throwable> fatal) {
        this.database = database;
        this.files = files;
        this.settlements = new Settlements(durability == Durability.RELAXED, Runnable::run);
        settlements.settle(last);
        this.settling = new Settling(database, files, overlay);
        this.writer = new LogWriter(files, durability, overlay, settlements, settling, last, fatal);
        settling.start();
        writer.start();
    }

    @Override
    public long reserveNumbers(int count) throws IOException {
        return database.reserveNumbers(count);
    }

    @Override
    public synchronized List<Identity> identify(List<Identity> wanted) throws IOException {
        List<Identity> all = new ArrayList<>(wanted.size());
        List<Identity> fresh = new ArrayList<>();
        for (Identity each : wanted) {
            Optional<Identity> present = identity(each.name());
            if (present.isEmpty()) {
                fresh.add(each);
            }
            all.add(present.orElse(each));
        }
        if (!fresh.isEmpty()) {
            await(writer.accept(List.of(), List.copyOf(fresh), 0));
        }
        return all;
    }

    private void await(long position) throws IOException {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        settlements.whenSettled(position, failure -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.join();
        } catch (CompletionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed);
        }
    }

    @Override
    public Optional<Identity> identity(long number) throws IOException {
        Overlay.Answer here = overlay.identity(number);
        return here.known() ? here.identity() : database.identity(number);
    }

    @Override
    public Optional<Identity> identity(String name) throws IOException {
        Overlay.Answer here = overlay.identity(name);
        return here.known() ? here.identity() : database.identity(name);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IOException also after a failed sync: nobody is to see what may be gone after the next start
     */
    @Override
    public Optional<byte[]> load(long number) throws IOException, CorruptStateException {
        writer.requireIntact();
        Change here = overlay.change(number);
        return here != null ? Optional.ofNullable(here.state()) : database.load(number);
    }

    @Override
    public long commit(List<Change> changes) {
        return commit(changes, 0);
    }

    @Override
    public long commit(List<Change> changes, long seen) {
        return writer.accept(List.copyOf(changes), List.of(), seen);
    }

    @Override
    public boolean settled(long position) {
        return settlements.isSettled(position);
    }

    @Override
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        settlements.whenSettled(position, callback);
    }

    private void awaitSettled() {
        writer.awaitWritten();
        settling.awaitSettled();
    }

    @Override
    public long count(String type) throws IOException {
        awaitSettled();
        return database.count(type);
    }

    @Override
    public List<Identity> list(String afterName, int limit) throws IOException {
        awaitSettled();
        return database.list(afterName, limit);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        boolean all = settling.close();
        database.close();
        if (all) {
            files.closeSettled();
        } else {
            files.close();
        }
    }
}
