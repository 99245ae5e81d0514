package dev.hearth.core.server;

import dev.hearth.core.call.HostedType;
import dev.hearth.core.deploy.Trial;
import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.HostedNames;
import dev.hearth.core.store.JsonStateCodec;
import dev.hearth.core.store.ObjectLine;
import dev.hearth.core.store.SnapshotReader;
import dev.hearth.core.store.StateCodec;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Identity;
import dev.hearth.core.store.UnstorableStateException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stored states of types that are not deployed, for nothing, and says which would not load.
 *
 * <p>Runs no code of theirs but the static {@code upgrade} methods of classes with a state of an older version, and the
 * constructors of records. Used by one thread, once.
 */
final class StateTrial implements Trial {

    private static final int MOST_NAMED = 20;

    private final StateStore store;
    private final boolean former;
    private final Set<String> running;
    private final Map<String, Tried> tries = new HashMap<>();
    private List<Identity> unfit = List.of();
    private long tried;
    private long left;
    private boolean failed;

    StateTrial(StateStore store) {
        this(store, false, Set.of());
    }

    /**
     * @param former whether a kept state of a former version may stand in for one that would not load, and objects may be left
     *     without a type
     * @param running the names of the types that are there now, and whose objects would have none if they are not tried
     */
    StateTrial(StateStore store, boolean former, Set<String> running) {
        this.store = store;
        this.former = former;
        this.running = Set.copyOf(running);
    }

    /** How many states were read. */
    long tried() {
        return tried;
    }

    /** What a trial without problems found, for people. */
    String praise() {
        return tried == 0
                ? "no object of it is stored"
                : count(tried) + (tried == 1 ? " stored state loads" : " stored states load");
    }

    @Override
    public List<String> problems(String label, List<HostedType> types) {
        List<String> problems = new ArrayList<>();
        for (HostedType type : types) {
            try {
                StateCodec codec = type.persistent() ? JsonStateCodec.of(type.implementation()) : null;
                tries.put(type.name(), new Tried(type, codec));
            } catch (UnstorableStateException unfit) {
                problems.add(label + ": " + unfit.getMessage());
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(read());
        }
        return problems;
    }

    private List<String> read() {
        Reading reading = new Reading(tries, running, former);
        try {
            store.snapshot(reading);
            tried = reading.read;
            unfit = reading.unfit;
            left = reading.left;
            return former ? withoutFormer() : problems(reading);
        } catch (IOException unreadable) {
            return List.of("the stored states can't be read: " + unreadable.getMessage());
        }
    }

    private List<String> problems(Reading reading) {
        List<String> problems = new ArrayList<>(problems(reading.failed, "would not load", reading.first));
        if (reading.left > 0) {
            failed = true;
            problems.add(count(reading.left) + (reading.left == 1 ? " stored object" : " stored objects")
                    + " would be out of reach, since it has no type of that name:");
            addNamed(problems, reading.firstLeft, reading.left);
        }
        return problems;
    }

    private List<String> problems(long failed, String what, List<String> first) {
        if (failed == 0) {
            return List.of();
        }
        this.failed = true;
        List<String> problems = new ArrayList<>();
        problems.add(count(failed) + " of " + count(tried) + (tried == 1 ? " stored state " : " stored states ") + what
                + ":");
        addNamed(problems, first, failed);
        return problems;
    }

    private static void addNamed(List<String> problems, List<String> first, long all) {
        first.forEach(line -> problems.add("  " + line));
        if (all > first.size()) {
            problems.add("  … and " + count(all - first.size()) + " more");
        }
    }

    private List<String> withoutFormer() throws IOException {
        long failed = 0;
        List<String> first = new ArrayList<>();
        for (Identity object : unfit) {
            if (former(object).isEmpty()) {
                failed++;
                if (first.size() < MOST_NAMED) {
                    first.add(object.name());
                }
            }
        }
        return problems(failed, "would not load, and no former state is kept that would", first);
    }

    /** The newest kept state of an object that would load. */
    private Optional<byte[]> former(Identity object) throws IOException {
        Tried type = Objects.requireNonNull(tries.get(object.type()));
        return store.former(object.number()).stream()
                .filter(state -> type.objection(state) == null)
                .findFirst();
    }

    /** How many stored objects would have no type. */
    long left() {
        return left;
    }

    /** Whether states were read, and one would not load for which nothing stands in, or would have no type. */
    boolean failed() {
        return failed;
    }

    /** How many objects have a state that would not load. */
    int unfit() {
        return unfit.size();
    }

    /**
     * The objects whose state would not load, with the kept ones that would.
     *
     * @param from counts up to {@link #unfit()}
     */
    List<ObjectLine> formerStates(int from, int upTo) throws IOException {
        List<ObjectLine> lines = new ArrayList<>();
        for (Identity object : unfit.subList(from, upTo)) {
            byte[] state = former(object)
                    .orElseThrow(() -> new IOException("the former state of " + object.name() + " is gone meanwhile"));
            lines.add(new ObjectLine(object.name(), object.type(), null, null, state));
        }
        return lines;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A type with its codec; none for a transient one. */
    private record Tried(HostedType type, @Nullable StateCodec codec) {

        /** Why a state would not load; null if it would. */
        @Nullable
        String objection(byte[] state) {
            if (codec == null) {
                return "its type is a transient one here";
            }
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(type.deployment().loader());
            try {
                codec.check(state, AnyNames.ANY);
                return null;
            } catch (UnstorableStateException unfit) {
                return unfit.getMessage();
            } finally {
                thread.setContextClassLoader(before);
            }
        }
    }

    private static final class Reading implements SnapshotReader {
        private final Map<String, Tried> types;
        private final Set<String> running;
        private final boolean collects;
        private final List<Identity> unfit = new ArrayList<>();
        private final List<String> first = new ArrayList<>();
        private long read;
        private final List<String> firstLeft = new ArrayList<>();
        private long failed;
        private long left;

        Reading(Map<String, Tried> types, Set<String> running, boolean collects) {
            this.types = types;
            this.running = running;
            this.collects = collects;
        }

        @Override
        public void object(Identity identity, byte @Nullable [] state) {
            Tried type = types.get(identity.type());
            if (type != null && state != null) {
                read++;
                String objection = type.objection(state);
                if (objection != null) {
                    add(identity, identity.name() + ": " + objection);
                }
            } else if (type == null && state != null) {
                withoutType(identity);
            }
        }

        private void withoutType(Identity identity) {
            if (running.contains(identity.type())) {
                left++;
                if (firstLeft.size() < MOST_NAMED) {
                    firstLeft.add(identity.name());
                }
            }
        }

        @Override
        public void damaged(Identity identity, CorruptStateException reason) {
            if (types.containsKey(identity.type())) {
                read++;
                add(identity, String.valueOf(reason.getMessage()));
            } else {
                withoutType(identity);
            }
        }

        private void add(Identity identity, String line) {
            failed++;
            if (collects) {
                unfit.add(identity);
            }
            if (first.size() < MOST_NAMED) {
                first.add(line);
            }
        }
    }

    /** Every name leads to an object, which nobody calls. */
    private enum AnyNames implements HostedNames {
        ANY;

        @Override
        public Optional<String> nameOf(Remote object) {
            return Optional.empty();
        }

        @Override
        public Remote reference(String name, Class<?> type) {
            return (Remote)
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                        throw new IllegalStateException(name + " was called while a state was tried");
                    });
        }
    }
}
