package dev.hearth.benchmarks.hooks;

import dev.hearth.core.store.SnapshotReader;
import dev.hearth.core.store.StateStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: the measured object is transient. */
final class NoStore implements StateStore {

    private final AtomicLong numbers = new AtomicLong(1_000);

    @Override
    public long reserveNumbers(int count) {
        return numbers.getAndAdd(count);
    }

    @Override
    public List<Identity> identify(List<Identity> wanted) {
        return wanted;
    }

    @Override
    public Optional<Identity> identity(long number) {
        return Optional.empty();
    }

    @Override
    public Optional<Identity> identity(String name) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> load(long number) {
        return Optional.empty();
    }

    @Override
    public long commit(List<Change> changes) {
        if (!changes.isEmpty()) {
            throw new IllegalStateException("nothing is kept here");
        }
        return 0;
    }

    @Override
    public boolean settled(long position) {
        return true;
    }

    @Override
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        callback.accept(null);
    }

    @Override
    public long count(String type) {
        return 0;
    }

    @Override
    public List<Identity> list(String afterName, int limit) {
        return List.of();
    }

    @Override
    public void snapshot(SnapshotReader reader) {
        throw new UnsupportedOperationException("nothing is kept here");
    }

    @Override
    public void close() {}
}
