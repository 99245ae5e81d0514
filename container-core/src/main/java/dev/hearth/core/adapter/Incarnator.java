package dev.hearth.core.adapter;

import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.ExportPorts;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Thrown;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.UnstorableStateException;
import java.io.IOException;
import java.rmi.server.Unreferenced;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes servants, reads and writes their state, and lets them go.
 *
 * <p>Each method is called in the object's turn: by the chain that owns its lane, or by whoever closed its slot; on the
 * thread that the object's policy names.
 */
final class Incarnator {

    private static final Logger LOG = LoggerFactory.getLogger(Incarnator.class);

    private final StateStore store;
    private final HostedReferences references;
    private final ContextFactory contexts;
    private final Set<Activation> destroying = ConcurrentHashMap.newKeySet();
    private LifeListener listener = LifeListener.NONE;

    /** Makes the surroundings that a new servant sees. */
    interface ContextFactory {
        HostedContext contextFor(ObjectSlot slot, Deployment version, boolean isNew);
    }

    Incarnator(StateStore store, HostedReferences references, ContextFactory contexts) {
        this.store = store;
        this.references = references;
        this.contexts = contexts;
    }

    void listener(LifeListener told) {
        listener = told;
    }

    /**
     * Makes a servant of the deployed version, in place of one of an older version.
     *
     * @throws ActivationFailedException if the listener refuses, if the constructor, the state or the {@code @OnActivate} method fails, or if the
     *     object is being activated already further up in this chain
     */
    void incarnate(ObjectSlot slot) throws ActivationFailedException {
        if (slot.activating()) {
            throw new ActivationFailedException(
                    slot + " is still being activated: its constructor or @OnActivate method called back to it", null);
        }
        slot.activating(true);
        try {
            Activation older = slot.activation();
            if (older == null) {
                make(slot);
            } else {
                replace(slot, older);
            }
        } finally {
            slot.activating(false);
        }
    }

    /**
     * Makes a servant of another version of a transient object beside the one that is there, which goes on: {@link #succeed} or
     * {@link #reject} follows.
     *
     * @throws ActivationFailedException as {@link #incarnate}
     */
    Made makeBeside(ObjectSlot slot, TypeEntry version) throws ActivationFailedException {
        return create(slot, version, true);
    }

    /**
     * A servant that is not its object's yet.
     *
     * @param port that its constructor has asked for; null if it did not
     */
    record Made(Activation activation, ExportPorts.@Nullable Use port) {}

    /**
     * The version of this servant is the object's from now on. If a call has made another servant of it, that one stays; if yet
     * another version has come meanwhile, or the version is gone, this one is not wanted.
     */
    void succeed(ObjectSlot slot, Made made) {
        TypeEntry version = made.activation().entry();
        if (version.successor() != null || version.withdrawn() || (slot.active() && slot.entry() == version)) {
            reject(slot, made);
            return;
        }
        Activation older = slot.activation();
        slot.replaceType(version);
        install(slot, made);
        if (older != null) {
            retire(slot, older);
        }
    }

    private void install(ObjectSlot slot, Made made) {
        slot.activation(made.activation());
        if (made.port() != null) {
            slot.port(made.port());
        } else if (!slot.hasPortOf(made.activation().entry().type().deployment())) {
            slot.leavePort(); // which a servant of another version has asked for
        }
        references.servantAppeared(made.activation());
    }

    /** What was made beside is not wanted. */
    void reject(ObjectSlot slot, Made made) {
        if (made.port() != null) {
            made.port().close();
        }
        listener.vanished(slot, made.activation().entry().type());
        destroyServant(slot, made.activation());
    }

    /** The state goes from servant to servant; if the new one can't be made, the older one and what is committed stay. */
    private void replace(ObjectSlot slot, Activation older) throws ActivationFailedException {
        if (slot.persistent()) {
            byte[] committed = slot.state();
            int generation = slot.stateGeneration();
            passivateServant(slot, older);
            byte[] last = stateOf(slot);
            slot.state(last, generation);
            boolean changed = !Arrays.equals(last, committed);
            try {
                make(slot);
            } catch (ActivationFailedException | RuntimeException | Error failed) {
                changed = true;
                throw failed;
            } finally {
                if (changed) { // what the older one changed outside of calls is saved with what the new one changes
                    slot.state(committed, generation);
                }
            }
        } else {
            make(slot);
        }
        retire(slot, older);
    }

    private void retire(ObjectSlot slot, Activation older) {
        references.servantVanished(older);
        listener.vanished(slot, older.entry().type());
        if (!slot.persistent()) {
            destroyServant(slot, older);
        }
    }

    private void make(ObjectSlot slot) throws ActivationFailedException {
        install(slot, create(slot, slot.entry(), false));
    }

    private Made create(ObjectSlot slot, TypeEntry entry, boolean beside) throws ActivationFailedException {
        Making making = Making.begin(slot, entry, beside);
        boolean whole = false;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(entry.type().deployment().loader());
            Activation made = new Activation(slot, entry, servant(slot, entry));
            whole = true;
            return new Made(made, making.port());
        } finally {
            thread.setContextClassLoader(before);
            making.end(whole);
        }
    }

    private Object servant(ObjectSlot slot, TypeEntry entry) throws ActivationFailedException {
        HostedType type = entry.type();
        byte[] state = type.persistent() ? loaded(slot) : null;
        listener.appears(slot, type, state == null);
        try {
            Object servant = type.factory().create(contexts.contextFor(slot, type.deployment(), state == null));
            if (state != null) {
                entry.codec().read(state, servant, references);
                takeForUnchanged(slot, entry.codec().write(servant, references));
            }
            entry.lifecycle().activate(servant);
            return servant;
        } catch (UnstorableStateException unfit) {
            throw unreadable(slot, unfit);
        } catch (ThreadDeath | OutOfMemoryError fatal) {
            throw fatal;
        } catch (Throwable thrown) {
            LOG.warn("{} can't be activated: its constructor or @OnActivate method threw", slot, thrown);
            String told = Thrown.told(reason(thrown), type.deployment().loader());
            throw new ActivationFailedException(slot + " can't be activated: " + told, thrown);
        }
    }

    /** What a static initializer threw says more than that one did. */
    private static Throwable reason(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof ExceptionInInitializerError && cause != null ? cause : thrown;
    }

    /** A state that another version of the class wrote reads differently when this one writes it, which is no change. */
    private static void takeForUnchanged(ObjectSlot slot, byte[] asRead) {
        if (!Arrays.equals(asRead, slot.state())) {
            slot.state(asRead, slot.stateGeneration());
        }
    }

    private byte @Nullable [] loaded(ObjectSlot slot) throws ActivationFailedException {
        try {
            return knownState(slot);
        } catch (IOException unanswered) {
            throw unreadable(slot, unanswered);
        }
    }

    private static ActivationFailedException unreadable(ObjectSlot slot, Exception reason) {
        LOG.warn("{} can't be activated: {}", slot, reason.getMessage());
        return new ActivationFailedException(slot + ": " + reason.getMessage(), null);
    }

    /** The state before the current change, from memory or, where that is not known, from the store. */
    byte @Nullable [] knownState(ObjectSlot slot) throws IOException {
        if (!slot.stateKnown()) {
            int generation = slot.generation();
            slot.state(store.load(slot.number()).orElse(null), generation);
        }
        return slot.state();
    }

    /** The state as it is now. */
    byte @Nullable [] stateOf(ObjectSlot slot) throws ActivationFailedException {
        Activation active = slot.activation();
        if (active == null) {
            return slot.state();
        }
        try {
            return active.entry().codec().write(active.servant(), references);
        } catch (UnstorableStateException unstorable) {
            throw new ActivationFailedException(slot + ": " + unstorable.getMessage(), null);
        }
    }

    /**
     * Puts the state back to what it was; the servant stays where it is the same.
     *
     * @param generation the generation of that state
     * @return whether the servant had to go
     */
    boolean restore(ObjectSlot slot, byte @Nullable [] before, int generation) {
        boolean same = false;
        try {
            same = before != null && Arrays.equals(before, stateOf(slot));
        } catch (ActivationFailedException | RuntimeException | StackOverflowError unstorable) {
            LOG.debug("{} has a state that can't be written; it is dropped", slot);
        }
        if (!same) {
            drop(slot);
        }
        slot.state(before, generation);
        return !same;
    }

    /** Lets the servant go without a word to it. */
    void drop(ObjectSlot slot) {
        Activation active = slot.activation();
        if (active != null) {
            references.servantVanished(active);
            slot.activation(null);
            listener.vanished(slot, active.entry().type());
        }
    }

    /** Calls {@code @OnPassivate}; whoever calls this saves the state after it. */
    void passivateServant(ObjectSlot slot, Activation active) throws ActivationFailedException {
        try {
            inLoader(active, () -> active.entry().lifecycle().passivate(active.servant()));
        } catch (ThreadDeath | OutOfMemoryError fatal) {
            throw fatal;
        } catch (Throwable thrown) {
            LOG.warn("{} stays active: its @OnPassivate method threw", slot, thrown);
            throw new ActivationFailedException(slot + " can't be passivated: " + thrown, thrown);
        }
    }

    /**
     * Tells a servant that wants to know it, as RMI does, that no client holds it any more. It stands for no object by then:
     * where its method exports it, that makes another object.
     */
    void unreferenced(ObjectSlot slot) {
        Activation active = slot.activation();
        if (active != null && active.servant() instanceof Unreferenced servant) {
            references.servantVanished(active);
            Object outer = Leaving.begin(servant);
            try {
                inLoader(active, servant::unreferenced);
            } catch (Throwable thrown) {
                LOG.warn("The method unreferenced of {} threw", slot, thrown);
            } finally {
                Leaving.end(outer);
            }
        }
    }

    /** Tells a servant that code has exported that no client holds it any more, if that is owed: it stays what it is. */
    void tellUnreferenced(ObjectSlot slot) {
        references.dozing().wake(slot);
        Activation active = slot.activation(); // it is not let go of while a word is owed
        if (slot.stubHolds().takeWord() && active != null && active.servant() instanceof Unreferenced servant) {
            try {
                inLoader(active, servant::unreferenced);
            } catch (Throwable thrown) {
                LOG.warn("The method unreferenced of {} threw", slot, thrown);
            }
        }
    }

    /** Calls {@code @OnDestroy} and lets the servant go. */
    void etherealize(ObjectSlot slot) {
        references.dozing().wake(slot);
        Activation active = slot.activation();
        if (active != null) {
            drop(slot);
            destroyServant(slot, active);
        }
    }

    void destroyServant(ObjectSlot slot, Activation active) {
        if (!active.entry().lifecycle().destroys()) {
            return;
        }
        destroying.add(active);
        try {
            inLoader(active, () -> active.entry().lifecycle().destroy(active.servant()));
        } catch (Throwable thrown) {
            LOG.warn("The @OnDestroy method of {} threw", slot, thrown);
        } finally {
            destroying.remove(active);
        }
    }

    /** Whether a servant of this version is in its {@code @OnDestroy}, though its object has another or has ended. */
    boolean destroys(Deployment version) {
        return destroying.stream().anyMatch(active -> active.entry().type().deployment() == version);
    }

    /** Calls a method of a servant. */
    private interface Step {
        void run() throws Throwable;
    }

    /** Runs what may be on any thread with the context class loader that the servant's calls have. */
    private static void inLoader(Activation active, Step step) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(active.entry().type().deployment().loader());
            step.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Puts a new object's state into the store, when no chain will. */
    void saveNew(ObjectSlot slot) throws ActivationFailedException {
        byte[] state = stateOf(slot);
        int generation = slot.stateGeneration();
        long position = store.commit(List.of(slot.change(state)));
        slot.position(position);
        slot.state(state, generation);
        store.whenSettled(position, failure -> {
            if (failure != null) {
                slot.forgetState();
            }
        });
    }
}
