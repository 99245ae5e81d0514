package dev.hearth.core.adapter;

import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.ObjectLine;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Identity;
import dev.hearth.core.store.UnstorableStateException;
import java.io.IOException;
import java.rmi.NoSuchObjectException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What administrators see and change of stored objects, from outside of them. Thread-safe. */
public final class StoredObjects {

    private final StateStore store;
    private final TypeTable types;
    private final SlotTable slots;
    private final HostedReferences references;
    private final Hosting hosting;
    private final StatePlacing placing;

    StoredObjects(
            StateStore store,
            TypeTable types,
            SlotTable slots,
            HostedReferences references,
            Hosting hosting,
            StatePlacing placing) {
        this.store = store;
        this.types = types;
        this.slots = slots;
        this.references = references;
        this.hosting = hosting;
        this.placing = placing;
    }

    /**
     * A stored object.
     *
     * @param active whether it is in memory
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record View(Identity identity, byte[] state, boolean active) {}

    /** An object as it was committed last; empty if none of this name is stored. */
    public Optional<View> view(String name) throws IOException {
        Optional<Identity> identity = store.identity(name);
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        long number = identity.get().number();
        ObjectSlot slot = slots.get(number);
        boolean active = slot != null && slot.incarnate();
        return store.load(number).map(state -> new View(identity.get(), state, active));
    }

    /**
     * Why an object can't be put in; null if it can.
     *
     * @param replace whether it may take the place of one that is there
     */
    public @Nullable String objection(ObjectLine line, boolean replace) throws IOException {
        String name = line.name();
        if (!name.equals(line.type()) && !name.startsWith(line.type() + "/")) {
            return name + " does not lie below its type, " + line.type();
        }
        try {
            Names.check(name);
        } catch (NoSuchObjectException wrong) {
            return String.valueOf(wrong.getMessage());
        }
        String unfit = objectionOfType(line);
        return unfit != null ? unfit : objectionOfPresent(line, replace);
    }

    private @Nullable String objectionOfType(ObjectLine line) {
        TypeEntry entry = types.owner(line.name());
        if (entry == null) {
            return types.get(line.type()) == null
                    ? null
                    : line.name() + " is no name of the type " + line.type() + ", which answers at its own only";
        }
        if (!entry.type().name().equals(line.type())) {
            return line.name() + " is of type " + line.type() + ", and "
                    + entry.type().name() + " is deployed there";
        }
        byte[] state = line.state();
        if (state == null) {
            return null;
        }
        if (!entry.type().persistent()) {
            return line.name() + " has a state, and its type is deployed as a transient one";
        }
        return unreadable(entry, line.name(), state);
    }

    private @Nullable String unreadable(TypeEntry entry, String name, byte[] state) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(entry.type().deployment().loader());
        try {
            entry.codec().check(state, references);
            return null;
        } catch (UnstorableStateException unfit) {
            return name + " would not load: " + unfit.getMessage();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private @Nullable String objectionOfPresent(ObjectLine line, boolean replace) throws IOException {
        Optional<Identity> present = store.identity(line.name());
        if (present.isEmpty()) {
            return null;
        }
        if (!present.get().type().equals(line.type())) {
            return line.name() + " is of type " + line.type() + ", and there is one of type "
                    + present.get().type();
        }
        byte[] state = line.state();
        if (state == null || replace || !present.get().stored()) {
            return null;
        }
        return !holds(present.get(), state)
                ? line.name() + " exists, with another state; --replace puts this one in its place"
                : null;
    }

    private boolean holds(Identity identity, byte[] state) throws IOException {
        try {
            return store.load(identity.number())
                    .filter(present -> Arrays.equals(present, state))
                    .isPresent();
        } catch (CorruptStateException damaged) {
            return false;
        }
    }

    /**
     * Puts objects in that {@link #objection} has nothing against; some at a time, so that those which are in use are waited
     * for alone. Meanwhile nothing is deployed.
     *
     * @param batch each with a name of its own
     * @return what became of them
     * @throws IOException if one can't be put in; those before it in the batch may be
     */
    public Placed put(List<ObjectLine> batch, String container, boolean replace) throws IOException {
        return hosting.whileNothingIsDeployed(() -> placing.place(batch, container, replace));
    }

    /**
     * What became of objects that were put in.
     *
     * @param fresh objects that were not there
     * @param replaced objects whose state is another now
     * @param same objects that were there with this state
     * @param named names that have their numbers back, without a state
     */
    public record Placed(long fresh, long replaced, long same, long named) {

        public static final Placed NONE = new Placed(0, 0, 0, 0);

        public Placed and(Placed other) {
            return new Placed(fresh + other.fresh, replaced + other.replaced, same + other.same, named + other.named);
        }
    }
}
