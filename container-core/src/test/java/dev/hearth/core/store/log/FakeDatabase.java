package dev.hearth.core.store.log;

import dev.hearth.core.store.SettledStore;
import dev.hearth.core.store.SnapshotReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database in memory that stays when it is closed, and refuses where it is told to. Thread-safe. */
final class FakeDatabase implements SettledStore {

    private final Map<Long, Change> states = new TreeMap<>();
    private final Map<Long, Identity> identities = new TreeMap<>();
    private long settled;
    private volatile boolean refuses;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private int transactions;

    /** Whether it takes nothing from now on. */
    void refuses(boolean now) {
        refuses = now;
    }

    /** Who settles waits until this is open. */
    void gate(CountDownLatch latch) {
        gate = latch;
    }

    /** How often something was settled. */
    synchronized int transactions() {
        return transactions;
    }

    @Override
    public synchronized long settledUpTo() {
        return settled;
    }

    @Override
    public void settle(long upTo, List<Identity> named, List<Change> changes) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException nobodyMay) {
            throw new IOException(nobodyMay);
        }
        if (refuses) {
            throw new IOException("the disk of the database is full");
        }
        put(upTo, named, changes);
    }

    private synchronized void put(long upTo, List<Identity> named, List<Change> changes) {
        transactions++;
        settled = upTo;
        named.forEach(each -> identities.putIfAbsent(each.number(), each));
        for (Change change : changes) {
            if (change.state() == null) {
                states.remove(change.number());
                identities.remove(change.number());
            } else {
                states.put(change.number(), change);
                identities.put(change.number(), new Identity(change.number(), change.name(), change.type(), true));
            }
        }
    }

    @Override
    public void sync() throws IOException {
        if (refuses) {
            throw new IOException("refused");
        }
    }

    @Override
    public long reserveNumbers(int count) throws IOException {
        throw new IOException("nobody needs numbers here");
    }

    @Override
    public List<Identity> identify(List<Identity> wanted) throws IOException {
        throw new IOException("the log has the names");
    }

    @Override
    public synchronized Optional<Identity> identity(long number) {
        return Optional.ofNullable(identities.get(number));
    }

    @Override
    public synchronized Optional<Identity> identity(String name) {
        return identities.values().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    @Override
    public synchronized Optional<byte[]> load(long number) {
        Change change = states.get(number);
        return change == null ? Optional.empty() : Optional.ofNullable(change.state());
    }

    @Override
    public long commit(List<Change> changes) {
        throw new IllegalStateException("the log settles");
    }

    @Override
    public boolean settled(long position) {
        return false;
    }

    @Override
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        throw new IllegalStateException("the log settles");
    }

    @Override
    public synchronized long count(String type) {
        return states.size();
    }

    @Override
    public synchronized List<Identity> list(String afterName, int limit) {
        return new ArrayList<>(identities.values());
    }

    @Override
    public void snapshot(SnapshotReader reader) throws IOException {
        throw new IOException("nobody reads snapshots here");
    }

    @Override
    public void close() {}
}
