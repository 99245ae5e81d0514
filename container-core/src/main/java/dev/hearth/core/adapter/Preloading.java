package dev.hearth.core.adapter;

import dev.hearth.core.adapter.Incarnator.Made;
import dev.hearth.core.call.ContainerThreads;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.Target;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
 * <p>Used by one thread at a time, but for {@link #waits}.
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
     * An object of which a version that is not accepted yet has a servant, or is making one.
     *
     * @param object pinned; null for a persistent one
     * @param made null for a persistent one
     */
    record Beside(
            TypeEntry version,
            @Nullable ObjectSlot object,
            @Nullable CompletableFuture<Made> made) {}

    /** Accepted, and not the objects' own yet; their class loaders are needed. */
    private final Set<TypeEntry> coming = ConcurrentHashMap.newKeySet();

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
     * follows. One that takes long, or whose only thread others keep, is not waited for: it becomes the object's when it is there.
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
            try {
                adapter.incarnator().incarnate(object);
                adapter.incarnator().drop(object);
            } finally {
                object.leavePort();
            }
        });
        return new Beside(version, null, null);
    }

    private Beside made(TypeEntry version) throws RemoteException, ActivationFailedException {
        ObjectSlot object = adapter.find(new Target.ByName(version.type().name()));
        CompletableFuture<Made> made = new CompletableFuture<>();
        try {
            apart(version, same -> {
                try {
                    made.complete(adapter.incarnator().makeBeside(object, version));
                } catch (ActivationFailedException | RuntimeException | Error failed) {
                    made.completeExceptionally(failed);
                    throw failed;
                }
            });
            return new Beside(version, object, made);
        } catch (ActivationFailedException | RuntimeException | Error failed) {
            adapter.letGo(object);
            throw failed;
        }
    }

    /** Does something on a thread such as the version wants, with the object as no table has it; so it waits for no call. */
    private void apart(TypeEntry version, Step step) throws ActivationFailedException {
        ObjectSlot object = new ObjectSlot(version.number(), version.type().name(), version);
        try {
            inTurn(object, step);
        } finally {
            object.attachment(() -> attachments.apply(object)).rested();
        }
    }

    /** The version is the deployed one from now on, and its objects are to be there; throws nothing. */
    void accept(Beside accepted) {
        ObjectSlot object = accepted.object();
        CompletableFuture<Made> made = accepted.made();
        try {
            if (object == null || made == null) {
                activate(accepted.version());
            } else {
                object.bind();
                coming.add(accepted.version());
                await(made.thenCompose(servant -> succeed(object, servant))
                        .whenComplete((nothing, failed) -> arrived(accepted.version(), object)));
            }
        } catch (RemoteException | ActivationFailedException | RuntimeException | Error failed) {
            LOG.warn(
                    "{} is not there yet; its first call tries again",
                    accepted.version().type().name(),
                    failed);
        }
    }

    /** Whenever its turn comes: a servant that is ready does not get lost. */
    private CompletableFuture<@Nullable Void> succeed(ObjectSlot object, Made made) {
        try {
            return begin(object, same -> adapter.incarnator().succeed(same, made));
        } catch (RejectedExecutionException full) {
            adapter.incarnator().reject(object, made);
            throw full;
        }
    }

    private void arrived(TypeEntry version, ObjectSlot object) {
        coming.remove(version);
        adapter.letGo(object);
    }

    /** Whether a servant of this version waits for its object's turn. */
    boolean waits(Deployment version) {
        return coming.stream().anyMatch(entry -> entry.type().deployment() == version);
    }

    /** The version is refused. */
    void reject(Beside refused) {
        ObjectSlot object = refused.object();
        CompletableFuture<Made> made = refused.made();
        if (object == null || made == null) {
            return;
        }
        Future<?> unused = made.whenComplete((servant, failed) -> {
            if (failed == null) {
                rejectApart(refused.version(), object, servant);
            }
            adapter.letGo(object);
        });
    }

    /** On a thread that may be in it, for a bounded time. */
    private void rejectApart(TypeEntry version, ObjectSlot object, Made made) {
        try {
            apart(version, same -> adapter.incarnator().reject(object, made));
        } catch (ActivationFailedException | RuntimeException | Error failed) {
            LOG.warn("the end of {} of a version that was refused failed", object, failed);
        }
    }

    private void activate(TypeEntry entry) throws RemoteException, ActivationFailedException {
        ObjectSlot slot = adapter.find(new Target.ByName(entry.type().name()));
        try {
            slot.replaceType(entry);
            slot.bind();
            if (!slot.active()) {
                inTurn(slot, this::activate);
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

    /** Waits for the step for a bounded time; an object whose chain does not end in time switches at its next call. */
    private void inTurn(ObjectSlot slot, Step step) throws ActivationFailedException {
        CompletableFuture<@Nullable Void> begun = begin(slot, step);
        await(begun);
        if (!begun.isDone()) {
            LOG.warn(
                    "{} is not there after {} s, and is not waited for any longer: what makes it goes on, or waits for its turn",
                    slot.name(),
                    PATIENCE.toSeconds());
        }
    }

    private CompletableFuture<@Nullable Void> begin(ObjectSlot slot, Step step) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        Thread beginning = ContainerThreads.daemon(() -> beginHere(slot, step, done), "hearth-preload-" + slot.name());
        beginning.start();
        return done;
    }

    /** Some turns come at once, on the thread that asks for them, and may never end. */
    private void beginHere(ObjectSlot slot, Step step, CompletableFuture<@Nullable Void> done) {
        try {
            slot.attachment(() -> attachments.apply(slot))
                    .runInTurn(() -> run(slot, step, done), () -> done.complete(null));
        } catch (RuntimeException | Error failed) {
            done.completeExceptionally(failed);
        }
    }

    private static void await(CompletableFuture<?> step) throws ActivationFailedException {
        try {
            step.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException later) {
            LOG.debug("what was begun goes on by itself", later);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw failure(failed.getCause());
        }
    }

    private static ActivationFailedException failure(@Nullable Throwable reason) {
        if (reason instanceof ActivationFailedException refused) {
            return refused;
        }
        return new ActivationFailedException(String.valueOf(reason), reason);
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
