package dev.hearth.core.store.log;

import dev.hearth.core.store.SnapshotReader;
import dev.hearth.core.store.StateStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database that takes nothing and has nothing. */
final class RefusingDatabase implements StateStore {

    @Override
    public long reserveNumbers(int count) throws IOException {
        throw new IOException("refused");
    }

    @Override
    public List<Identity> identify(List<Identity> wanted) throws IOException {
        throw new IOException("refused");
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
        return 1;
    }

    @Override
    public boolean settled(long position) {
        return false;
    }

    @Override
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        callback.accept(new IOException("the disk of the database is full"));
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
    public void snapshot(SnapshotReader reader) throws IOException {
        throw new IOException("refused");
    }

    @Override
    public void close() {}
}
