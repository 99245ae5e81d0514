package dev.hearth.core.server;

import dev.hearth.core.call.HostedType;
import dev.hearth.core.deploy.Trial;
import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.HostedNames;
import dev.hearth.core.store.JsonStateCodec;
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
    private long tried;

    StateTrial(StateStore store) {
        this.store = store;
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
        Map<String, Tried> byName = new HashMap<>();
        for (HostedType type : types) {
            try {
                StateCodec codec = type.persistent() ? JsonStateCodec.of(type.implementation()) : null;
                byName.put(type.name(), new Tried(type, codec));
            } catch (UnstorableStateException unfit) {
                problems.add(type.name() + ": " + unfit.getMessage());
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(read(byName));
        }
        return problems;
    }

    private List<String> read(Map<String, Tried> types) {
        Reading reading = new Reading(types);
        try {
            store.snapshot(reading);
        } catch (IOException unreadable) {
            return List.of("the stored states can't be read: " + unreadable.getMessage());
        }
        tried = reading.read;
        if (reading.failed == 0) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        problems.add(count(reading.failed) + " of " + count(reading.read)
                + (reading.read == 1 ? " stored state" : " stored states") + " would not load:");
        reading.first.forEach(line -> problems.add("  " + line));
        if (reading.failed > reading.first.size()) {
            problems.add("  … and " + count(reading.failed - reading.first.size()) + " more");
        }
        return problems;
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
        private final List<String> first = new ArrayList<>();
        private long read;
        private long failed;

        Reading(Map<String, Tried> types) {
            this.types = types;
        }

        @Override
        public void object(Identity identity, byte @Nullable [] state) {
            Tried type = types.get(identity.type());
            if (type != null && state != null) {
                read++;
                String objection = type.objection(state);
                if (objection != null) {
                    add(identity.name() + ": " + objection);
                }
            }
        }

        @Override
        public void damaged(Identity identity, CorruptStateException reason) {
            if (types.containsKey(identity.type())) {
                read++;
                add(String.valueOf(reason.getMessage()));
            }
        }

        private void add(String line) {
            failed++;
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
