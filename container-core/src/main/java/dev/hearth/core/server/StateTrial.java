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
    private final Map<String, Tried> tries = new HashMap<>();
    private List<Identity> unfit = List.of();
    private long tried;
    private boolean failed;

    StateTrial(StateStore store) {
        this(store, false);
    }

    /** @param former whether a kept state of a former version may stand in for one that would not load */
    StateTrial(StateStore store, boolean former) {
        this.store = store;
        this.former = former;
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
    public List<String> problems(List<HostedType> types) {
        List<String> problems = new ArrayList<>();
        for (HostedType type : types) {
            try {
                StateCodec codec = type.persistent() ? JsonStateCodec.of(type.implementation()) : null;
                tries.put(type.name(), new Tried(type, codec));
            } catch (UnstorableStateException unfit) {
                problems.add(type.name() + ": " + unfit.getMessage());
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(read());
        }
        return problems;
    }

    private List<String> read() {
        Reading reading = new Reading(tries, former);
        try {
            store.snapshot(reading);
            tried = reading.read;
            unfit = reading.unfit;
            return former ? withoutFormer() : problems(reading.failed, "would not load", reading.first);
        } catch (IOException unreadable) {
            return List.of("the stored states can't be read: " + unreadable.getMessage());
        }
    }

    private List<String> problems(long failed, String what, List<String> first) {
        if (failed == 0) {
            return List.of();
        }
        this.failed = true;
        List<String> problems = new ArrayList<>();
        problems.add(count(failed) + " of " + count(tried) + (tried == 1 ? " stored state " : " stored states ") + what
                + ":");
        first.forEach(line -> problems.add("  " + line));
        if (failed > first.size()) {
            problems.add("  … and " + count(failed - first.size()) + " more");
        }
        return problems;
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

    /** Whether states were read, and one would not load for which nothing stands in. */
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
        private final boolean collects;
        private final List<Identity> unfit = new ArrayList<>();
        private final List<String> first = new ArrayList<>();
        private long read;
        private long failed;

        Reading(Map<String, Tried> types, boolean collects) {
            this.types = types;
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
            }
        }

        @Override
        public void damaged(Identity identity, CorruptStateException reason) {
            if (types.containsKey(identity.type())) {
                read++;
                add(identity, String.valueOf(reason.getMessage()));
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
