package dev.hearth.core.store.log;

import dev.hearth.core.config.HearthConfig.Durability;
import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.SettledStore;
import dev.hearth.core.store.Settlements;
import dev.hearth.core.store.SnapshotReader;
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
 * <p>What is not in the database yet is read from memory. The database knows how far it has the log, so at the start what is
 * newer is put into it, however far a crash has thrown it back.
 */
public final class LoggedStateStore implements StateStore {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedStateStore.class);

    private final SettledStore database;
    private final LogFiles files;
    private final Overlay overlay = new Overlay();
    private final Settlements settlements;
    private final Settling settling;
    private final LogWriter writer;

    /**
     * Opens the log in a folder, and begins to settle what an earlier process left there.
     *
     * @param folder of the log files; made if it is not there; the caller holds the lock of the data folder
     * @param database closed with this store
     * @param fatal told once that a sync failed
     * @throws IOException if a log file can't be read or written, or is damaged; says what to do
     */
    public static LoggedStateStore open(
            Path folder, Durability durability, SettledStore database, Consumer<Throwable> fatal) throws IOException {
        return open(folder, durability, database, LogFault.disk(), fatal);
    }

    /** As the other, on a disk that may fail. */
    public static LoggedStateStore open(
            Path folder, Durability durability, SettledStore database, Disk disk, Consumer<Throwable> fatal)
            throws IOException {
        Files.createDirectories(folder);
        LogReader read = LogReader.read(disk, LogFiles.present(folder), database.settledUpTo());
        LogFiles files = LogFiles.open(disk, folder, read);
        LoggedStateStore store = new LoggedStateStore(database, files, durability, read.lastPosition(), fatal);
        List<LogRecord> left = read.records();
        if (!left.isEmpty()) {
            LOG.info("{} commits of the log are put into the database", left.size());
            left.forEach(store.overlay::add);
            store.settling.addLeft(left);
        }
        store.settling.start();
        store.writer.start();
        return store;
    }

    private LoggedStateStore(
            SettledStore database, LogFiles files, Durability durability, long last, Consumer<Throwable> fatal) {
        this.database = database;
        this.files = files;
        this.settlements = new Settlements(durability == Durability.RELAXED, Runnable::run);
        settlements.settle(last);
        this.settling = new Settling(database, files, overlay);
        this.writer = new LogWriter(files, durability, overlay, settlements, settling, last, fatal);
    }

    @Override
    public boolean hasRoom() {
        return settling.hasRoom();
    }

    @Override
    public void whenRoom(Runnable callback) {
        settling.whenRoom(callback);
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

    @Override
    public Sighting sight(String name) throws IOException {
        Overlay.Answer here = overlay.identity(name);
        return here.known() ? new Sighting(here.identity(), here.position()) : new Sighting(database.identity(name), 0);
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
    public List<byte[]> former(long number) throws IOException {
        awaitSettled();
        return database.former(number);
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

    /** Exact where little is on its way to the database; a start after a crash does not wait for a hundred thousand commits. */
    @Override
    public long count(String type) throws IOException {
        if (settling.little()) {
            awaitSettled();
        }
        return database.count(type) + overlay.fresh(type);
    }

    @Override
    public List<Identity> list(String afterName, int limit) throws IOException {
        awaitSettled();
        return database.list(afterName, limit);
    }

    /** An empty commit marks what comes before the snapshot; when that is in the database, so is all before it. */
    @Override
    public void snapshot(SnapshotReader reader) throws IOException {
        long mark = writer.accept(List.of(), List.of(), 0);
        await(mark);
        settling.awaitSettled(mark);
        database.snapshot(reader);
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
