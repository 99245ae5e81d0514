package dev.hearth.core.adapter;

import dev.hearth.core.call.Target;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the objects that are to be there before their first call.
 *
 * <p>Where a former version has the object, nobody meets the new one's before that version is accepted, and nothing of it is
 * kept if it is refused: a servant is made beside the former's. That of a transient object becomes the object's when the
 * version is accepted. That of a persistent object shows that one can be made of the stored state, and goes; when the version is
 * accepted, another is made of the state that there is then.
 *
 * <p>Used by one thread at a time.
 */
final class Preloading {

    private static final Logger LOG = LoggerFactory.getLogger(Preloading.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ObjectAdapter adapter;
    private Function<ObjectSlot, Attachment> attachments = slot -> {
        throw new IllegalStateException("the adapter is not started");
    };

    Preloading(ObjectAdapter adapter) {
        this.adapter = adapter;
    }

    void attachments(Function<ObjectSlot, Attachment> factory) {
        attachments = factory;
    }

    /**
     * An object of which a version that is not accepted yet has a servant.
     *
     * @param object pinned; null for a persistent one
     * @param made null for a persistent one
     */
    record Beside(
            TypeEntry version,
            @Nullable ObjectSlot object,
            @Nullable Activation made) {}

    /**
     * Activates the object at a type's own name.
     *
     * @throws HostingException if that fails
     */
    void inPlace(TypeEntry entry) throws HostingException {
        try {
            activate(entry);
        } catch (RemoteException | ActivationFailedException | RejectedExecutionException failed) {
            throw refusal(entry, failed);
        }
    }

    /**
     * Makes a version of the object at a type's own name, beside the one that is there; {@link #accept} or {@link #reject}
     * follows. One that can't be made in time, since others keep the only thread that may make it, is made when it is accepted.
     *
     * @throws HostingException if that fails
     */
    Beside beside(TypeEntry version) throws HostingException {
        try {
            return version.type().persistent() ? tried(version) : made(version);
        } catch (RemoteException | ActivationFailedException | RejectedExecutionException failed) {
            throw refusal(version, failed);
        }
    }

    private static HostingException refusal(TypeEntry entry, Exception failed) {
        Throwable shown = failed.getCause() == null ? failed : failed.getCause();
        return new HostingException("preloading " + entry.type().name() + " failed: " + failed.getMessage(), shown);
    }

    private Beside tried(TypeEntry version) throws ActivationFailedException {
        apart(version, object -> {
            adapter.incarnator().incarnate(object);
            adapter.incarnator().drop(object);
        });
        return new Beside(version, null, null);
    }

    private Beside made(TypeEntry version) throws RemoteException, ActivationFailedException {
        ObjectSlot object = adapter.find(new Target.ByName(version.type().name()));
        CompletableFuture<@Nullable Activation> made = new CompletableFuture<>();
        try {
            apart(version, same -> {
                Activation fresh = adapter.incarnator().makeBeside(object, version);
                if (!made.complete(fresh)) {
                    adapter.incarnator().reject(object, fresh);
                }
            });
            made.complete(null); // whatever comes later is not wanted
            return new Beside(version, object, made.join());
        } catch (ActivationFailedException | RuntimeException | Error failed) {
            adapter.letGo(object);
            throw failed;
        }
    }

    /** Does something on a thread such as the version wants, with the object as no table has it; so it waits for no call. */
    private void apart(TypeEntry version, Step step) throws ActivationFailedException {
        ObjectSlot object = new ObjectSlot(version.number(), version.type().name(), version);
        try {
            inTurn(object, step, false);
        } finally {
            object.attachment(() -> attachments.apply(object)).rested();
        }
    }

    /** The version is the deployed one from now on, and its objects are to be there. */
    void accept(Beside accepted) {
        try {
            if (accepted.object() == null || accepted.made() == null) {
                activate(accepted.version());
            } else {
                accept(accepted.object(), accepted.made());
            }
        } catch (RemoteException | ActivationFailedException | RejectedExecutionException failed) {
            LOG.warn(
                    "{} is not there yet; its first call tries again: {}",
                    accepted.version().type().name(),
                    failed.getMessage());
        } finally {
            letGo(accepted);
        }
    }

    private void accept(ObjectSlot object, Activation made) throws ActivationFailedException {
        object.bind();
        try {
            inTurn(object, same -> adapter.incarnator().succeed(same, made), true);
        } catch (RejectedExecutionException full) {
            adapter.incarnator().reject(object, made);
            throw full;
        }
    }

    /** The version is refused. */
    void reject(Beside refused) {
        if (refused.object() != null && refused.made() != null) {
            adapter.incarnator().reject(refused.object(), refused.made());
        }
        letGo(refused);
    }

    private void letGo(Beside known) {
        if (known.object() != null) {
            adapter.letGo(known.object());
        }
    }

    private void activate(TypeEntry entry) throws RemoteException, ActivationFailedException {
        ObjectSlot slot = adapter.find(new Target.ByName(entry.type().name()));
        try {
            slot.replaceType(entry);
            slot.bind();
            if (!slot.active()) {
                inTurn(slot, this::activate, false);
            }
        } finally {
            slot.unpin();
        }
    }

    private void activate(ObjectSlot slot) throws ActivationFailedException {
        if (!slot.active()) {
            adapter.incarnator().incarnate(slot);
        }
    }

    /** What is done in an object's turn. */
    private interface Step {
        void run(ObjectSlot slot) throws ActivationFailedException;
    }

    /**
     * Waits for the step for a bounded time; an object whose chain does not end in time switches at its next call.
     *
     * @param evenLate whether the step is still wanted when nobody waits for it any more
     */
    private void inTurn(ObjectSlot slot, Step step, boolean evenLate) throws ActivationFailedException {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        slot.attachment(() -> attachments.apply(slot))
                .runInTurn(
                        () -> {
                            if (evenLate || !done.isDone()) {
                                run(slot, step, done);
                            }
                        },
                        () -> done.complete(null));
        done.completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        try {
            done.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ActivationFailedException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private static void run(ObjectSlot slot, Step step, CompletableFuture<@Nullable Void> done) {
        try {
            step.run(slot);
            done.complete(null);
        } catch (ActivationFailedException | RuntimeException | Error failed) {
            putBack(failed);
            done.completeExceptionally(failed);
        }
    }

    /** What the attempt has changed in other objects is not kept. */
    private static void putBack(Throwable failed) {
        LifecycleScope turn = LifecycleScope.current();
        if (turn != null) {
            turn.transaction().doom(failed);
        }
    }
}
