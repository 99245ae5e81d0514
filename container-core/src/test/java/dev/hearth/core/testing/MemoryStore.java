package dev.hearth.core.testing;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.hearth.core.store.SnapshotReader;
import dev.hearth.core.store.StateStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory, which settles at once unless told to {@link #hold}. Thread-safe.
 *
 * <p>What it keeps lies in a {@link Disk}, so that a second store can go on where the first ended.
 */
public final class MemoryStore implements StateStore {

    /** How many states of former versions are kept of an object. */
    private static final int FORMER = 3;

    /** What outlives a store. */
    public static final class Disk {
        private long nextNumber = 16;
        private final Map<String, Long> numbers = new TreeMap<>();
        private final Map<Long, Identity> identities = new HashMap<>();
        private final Map<Long, byte[]> states = new HashMap<>();
        private final Map<Long, Long> writers = new HashMap<>();
        private final Map<Long, Deque<byte[]>> former = new HashMap<>();
    }

    private record Waiting(long position, Consumer<@Nullable Throwable> callback) {}

    private record Pending(long position, List<Change> changes) {}

    @GuardedBy("disk")
    private final Disk disk;

    private final List<Pending> pending = new ArrayList<>();
    private final List<Waiting> callbacks = new ArrayList<>();
    private final Map<Long, Throwable> failures = new HashMap<>();
    private long last;
    private long settled;
    private boolean held;
    private boolean closed;
    private int commits;

    private final List<Runnable> wantRoom = new ArrayList<>();
    private volatile boolean roomy = true;

    public MemoryStore() {
        this(new Disk());
    }

    public MemoryStore(Disk disk) {
        this.disk = disk;
    }

    /** Commits wait from now on, until {@link #settle} or {@link #fail}. */
    public void hold() {
        synchronized (disk) {
            held = true;
        }
    }

    /** Settles what was held, and nothing is held any more. */
    public void settle() {
        List<Runnable> told;
        synchronized (disk) {
            held = false;
            pending.forEach(each -> apply(each.changes));
            told = finishPending();
        }
        told.forEach(Runnable::run);
    }

    /** Loses what was held, and nothing is held any more. */
    public void fail(Throwable cause) {
        List<Runnable> told;
        synchronized (disk) {
            held = false;
            pending.forEach(each -> failures.put(each.position, cause));
            told = finishPending();
        }
        told.forEach(Runnable::run);
    }

    @GuardedBy("disk")
    private List<Runnable> finishPending() {
        pending.clear();
        settled = last;
        List<Runnable> told = new ArrayList<>();
        for (Waiting each : callbacks) {
            Throwable failure = failures.get(each.position);
            told.add(() -> each.callback.accept(failure));
        }
        callbacks.clear();
        return told;
    }

    @GuardedBy("disk")
    private void apply(List<Change> changes) {
        for (Change change : changes) {
            byte[] state = change.state();
            if (state == null) {
                disk.states.remove(change.number());
                disk.writers.remove(change.number());
                disk.former.remove(change.number());
                disk.identities.remove(change.number());
                disk.numbers.remove(change.name(), change.number());
            } else {
                keepFormer(change);
                disk.states.put(change.number(), state);
                disk.numbers.put(change.name(), change.number());
                disk.identities.put(change.number(), new Identity(change.number(), change.name(), change.type(), true));
            }
        }
    }

    @GuardedBy("disk")
    private void keepFormer(Change change) {
        if (change.writer() == 0) {
            return;
        }
        Long before = disk.writers.put(change.number(), change.writer());
        byte[] state = disk.states.get(change.number());
        if (before != null && before != change.writer() && state != null) {
            Deque<byte[]> kept = disk.former.computeIfAbsent(change.number(), fresh -> new ArrayDeque<>());
            kept.addFirst(state);
            if (kept.size() > FORMER) {
                kept.removeLast();
            }
        }
    }

    @Override
    public List<byte[]> former(long number) throws IOException {
        synchronized (disk) {
            requireOpen();
            return List.copyOf(disk.former.getOrDefault(number, new ArrayDeque<>()));
        }
    }

    /** How many commits were accepted. */
    public int commits() {
        synchronized (disk) {
            return commits;
        }
    }

    /** Whether new chains may begin to change something; those who wait for it are told on this thread. */
    public void room(boolean now) {
        List<Runnable> told = List.of();
        synchronized (wantRoom) {
            roomy = now;
            if (now) {
                told = List.copyOf(wantRoom);
                wantRoom.clear();
            }
        }
        told.forEach(Runnable::run);
    }

    @Override
    public boolean hasRoom() {
        return roomy;
    }

    @Override
    public void whenRoom(Runnable callback) {
        synchronized (wantRoom) {
            if (!roomy) {
                wantRoom.add(callback);
                return;
            }
        }
        callback.run();
    }

    @Override
    public long reserveNumbers(int count) throws IOException {
        synchronized (disk) {
            requireOpen();
            long first = disk.nextNumber;
            disk.nextNumber += count;
            return first;
        }
    }

    @Override
    public List<Identity> identify(List<Identity> wanted) throws IOException {
        synchronized (disk) {
            requireOpen();
            List<Identity> all = new ArrayList<>();
            for (Identity each : wanted) {
                long number = disk.numbers.computeIfAbsent(each.name(), name -> each.number());
                all.add(disk.identities.computeIfAbsent(number, fresh -> each));
            }
            return all;
        }
    }

    @Override
    public Optional<Identity> identity(long number) throws IOException {
        synchronized (disk) {
            requireOpen();
            return Optional.ofNullable(disk.identities.get(number));
        }
    }

    @Override
    public Optional<Identity> identity(String name) throws IOException {
        synchronized (disk) {
            requireOpen();
            return Optional.ofNullable(disk.numbers.get(name)).map(disk.identities::get);
        }
    }

    /** Also what is held, as a store does that settles later. */
    @Override
    public Sighting sight(String name) throws IOException {
        synchronized (disk) {
            Sighting seen = new Sighting(identity(name), 0);
            for (Pending each : pending) {
                for (Change change : each.changes) {
                    if (change.name().equals(name)) {
                        boolean there = change.state() != null;
                        Identity identity = new Identity(change.number(), name, change.type(), true);
                        seen = new Sighting(there ? Optional.of(identity) : Optional.empty(), each.position);
                    }
                }
            }
            return seen;
        }
    }

    @Override
    public Optional<byte[]> load(long number) throws IOException {
        synchronized (disk) {
            requireOpen();
            return Optional.ofNullable(disk.states.get(number));
        }
    }

    @Override
    public long commit(List<Change> changes) {
        synchronized (disk) {
            long position = ++last;
            commits++;
            if (closed) {
                failures.put(position, new IOException("the store is closed"));
            } else if (held) {
                pending.add(new Pending(position, changes));
                return position;
            } else {
                apply(changes);
            }
            settled = position;
            return position;
        }
    }

    @Override
    public boolean settled(long position) {
        synchronized (disk) {
            return position <= settled && !failures.containsKey(position);
        }
    }

    @Override
    public void whenSettled(long position, Consumer<@Nullable Throwable> callback) {
        Throwable failure;
        synchronized (disk) {
            if (position > settled) {
                callbacks.add(new Waiting(position, callback));
                return;
            }
            failure = failures.get(position);
        }
        callback.accept(failure);
    }

    @Override
    public long count(String type) throws IOException {
        synchronized (disk) {
            requireOpen();
            return disk.identities.values().stream()
                    .filter(each -> each.stored() && each.type().equals(type))
                    .count();
        }
    }

    @Override
    public List<Identity> list(String afterName, int limit) throws IOException {
        synchronized (disk) {
            requireOpen();
            return disk.identities.values().stream()
                    .filter(each -> each.stored() && each.name().compareTo(afterName) > 0)
                    .sorted(Comparator.comparing(Identity::name))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public void snapshot(SnapshotReader reader) throws IOException {
        List<Identity> objects;
        Map<Long, byte[]> states;
        synchronized (disk) {
            requireOpen();
            objects = disk.identities.values().stream()
                    .sorted(Comparator.comparing(Identity::name))
                    .toList();
            states = new HashMap<>(disk.states);
        }
        for (Identity each : objects) {
            reader.object(each, states.get(each.number()));
        }
    }

    @GuardedBy("disk")
    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("the store is closed");
        }
    }

    @Override
    public void close() {
        settle();
        synchronized (disk) {
            closed = true;
        }
    }
}
