package dev.hearth.core.adapter;

import dev.hearth.core.adapter.Preloading.Beside;
import dev.hearth.core.call.Deployment;
import dev.hearth.core.call.HostedType;
import dev.hearth.core.call.Target;
import dev.hearth.core.store.StateCodec;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Identity;
import dev.hearth.core.store.UnstorableStateException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts types in and takes them out.
 *
 * <p>Replacement goes object by object: a named transient object switches at its next call; a persistent one that is idle
 * is passivated and comes back as the new version, one that is in use switches in its lane's turn; anonymous objects live
 * on in the version that made them.
 */
final class Hosting implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hosting.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StateStore store;
    private final Numbers numbers;
    private final TypeTable types;
    private final SlotTable slots;
    private final ObjectAdapter adapter;
    private final CodecFactory codecs;

    /** The versions of deployments that are there, by the class loader that is theirs alone. */
    private final Map<ClassLoader, Deployment> deployments = new ConcurrentHashMap<>();

    private final Preloading preloading;

    Hosting(
            StateStore store,
            Numbers numbers,
            TypeTable types,
            SlotTable slots,
            ObjectAdapter adapter,
            CodecFactory codecs) {
        this.store = store;
        this.numbers = numbers;
        this.types = types;
        this.slots = slots;
        this.adapter = adapter;
        this.codecs = codecs;
        this.preloading = new Preloading(adapter);
    }

    void attachments(Function<ObjectSlot, Attachment> factory) {
        preloading.attachments(factory);
    }

    /** What is there of a deployment that waits to be accepted. */
    private record Waiting(
            Deployment deployment,
            List<TypeEntry> fresh,
            List<TypeEntry> former,
            List<TypeEntry> added,
            List<Beside> beside) {}

    synchronized void deploy(List<? extends ObjectAdapter.Coming> together, ObjectAdapter.Rest last)
            throws HostingException {
        List<Waiting> waiting = new ArrayList<>();
        try {
            for (ObjectAdapter.Coming coming : together) {
                coming.comesUp();
                waiting.add(described(coming));
                comeUp(waiting.get(waiting.size() - 1));
                coming.rest();
            }
            last.run();
        } catch (HostingException | RuntimeException | Error refused) {
            for (int i = waiting.size() - 1; i >= 0; i--) {
                takeBack(waiting.get(i));
            }
            throw refused;
        }
        waiting.forEach(each -> each.fresh().forEach(types::put));
        waiting.forEach(this::accept);
    }

    private Waiting described(ObjectAdapter.Coming coming) throws HostingException {
        Deployment deployment = coming.deployment();
        List<TypeEntry> fresh = describe(deployment, coming.types());
        List<TypeEntry> added = fresh.stream()
                .filter(entry -> types.get(entry.type().name()) == null)
                .toList();
        return new Waiting(deployment, fresh, types.of(deployment.name()), added, new ArrayList<>());
    }

    private void comeUp(Waiting waiting) throws HostingException {
        Deployment deployment = waiting.deployment();
        deployments.put(deployment.loader(), deployment);
        waiting.added().forEach(types::put);
        preload(waiting.fresh(), waiting.beside());
    }

    private void takeBack(Waiting refused) {
        refused.beside().forEach(preloading::reject);
        takeBack(refused.added());
        forget(refused.deployment());
    }

    private void accept(Waiting accepted) {
        accepted.beside().forEach(preloading::accept);
        accepted.former().forEach(this::succeed);
    }

    /** Those of types that are there already are made beside the objects that there are. */
    private void preload(List<TypeEntry> fresh, List<Beside> beside) throws HostingException {
        for (TypeEntry entry : fresh) {
            TypeEntry present = types.get(entry.type().name());
            if (!entry.type().preload()) {
                continue;
            }
            if (present == null || present == entry) {
                preloading.inPlace(entry);
            } else if (alike(present, entry.type())) {
                beside.add(preloading.beside(entry));
            } else {
                throw new HostingException(
                        entry.type().name()
                                + " changes its lifecycle and is preloaded: undeploy the former version first",
                        null);
            }
        }
    }

    private List<TypeEntry> describe(Deployment deployment, List<HostedType> hosted) throws HostingException {
        List<TypeEntry> entries = new ArrayList<>();
        for (HostedType type : hosted) {
            TypeEntry clash = types.clash(type.name(), deployment.name());
            if (clash != null) {
                throw new HostingException(
                        "the name " + type.name() + " of "
                                + type.implementation().getName() + " meets that of " + clash.type()
                                + ": rename one of them, or undeploy that one first",
                        null);
            }
        }
        for (Identity identity : identify(hosted)) {
            entries.add(describe(hosted.get(entries.size()), identity.number()));
        }
        return entries;
    }

    /** In one piece, since each on its own would wait for the disk. */
    private List<Identity> identify(List<HostedType> hosted) throws HostingException {
        try {
            List<Identity> wanted = new ArrayList<>();
            for (HostedType type : hosted) {
                wanted.add(new Identity(numbers.next(), type.name(), type.name(), false));
            }
            return store.identify(wanted);
        } catch (IOException unwritable) {
            throw new HostingException("the store refuses: " + unwritable.getMessage(), unwritable);
        }
    }

    private TypeEntry describe(HostedType type, long number) throws HostingException {
        try {
            StateCodec codec = type.persistent() ? codecs.codecFor(type.implementation()) : null;
            TypeEntry former = types.get(type.name());
            AtomicLong objects = former != null && alike(former, type)
                    ? former.objects()
                    : new AtomicLong(type.persistent() ? store.count(type.name()) : 0);
            return new TypeEntry(type, codec, number, objects);
        } catch (UnstorableStateException | IllegalArgumentException unfit) {
            throw new HostingException(String.valueOf(unfit.getMessage()), null);
        } catch (IOException unreadable) {
            throw new HostingException("the store can't be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whether objects of the one can become objects of the other. */
    private static boolean alike(TypeEntry entry, HostedType other) {
        return entry.type().persistent() == other.persistent();
    }

    private void takeBack(List<TypeEntry> added) {
        added.forEach(types::remove);
        for (TypeEntry entry : added) {
            entry.withdrawn(true);
            endAll(slots.of(entry));
        }
    }

    private void succeed(TypeEntry former) {
        TypeEntry successor = types.get(former.type().name());
        if (successor == former || successor == null || !alike(former, successor.type())) {
            withdraw(former);
            return;
        }
        former.successor(successor);
        for (ObjectSlot slot : slots.of(former)) {
            if (!slot.anonymous()) {
                slot.replaceType(successor);
                if (slot.persistent()) {
                    adapter.passivation().passivate(slot);
                }
            }
        }
    }

    /** As servers are stopped: what was started last ends first. */
    private static List<TypeEntry> lastFirst(Collection<TypeEntry> entries) {
        List<TypeEntry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(TypeEntry::place).reversed());
        return sorted;
    }

    Optional<Deployment> deploymentWith(@Nullable ClassLoader loader) {
        return loader == null ? Optional.empty() : Optional.ofNullable(deployments.get(loader));
    }

    /** This version is gone for good. */
    void forget(Deployment deployment) {
        deployments.remove(deployment.loader(), deployment);
    }

    /** Ends the objects without a name of this version alone. */
    void discard(Deployment version) {
        List<ObjectSlot> made = slots.all().stream()
                .filter(slot -> slot.anonymous() && slot.type().deployment() == version)
                .toList();
        made.forEach(slot -> slot.entry().withdrawn(true));
        endAll(made);
    }

    /** Whether a servant of this version, which no object has, is still on its way. */
    boolean awaits(Deployment version) {
        return preloading.waits(version);
    }

    /** Ends what is left of a version that is not the deployed one any more, as far as no call is in it. */
    void end(Deployment version) {
        for (ObjectSlot slot : slots.all()) {
            if (!slot.isOf(version)) {
                continue;
            }
            TypeEntry newer = slot.anonymous() ? null : slot.entry().successor();
            if (newer != null) {
                slot.replaceType(newer);
            }
            if (slot.type().deployment() == version) {
                slot.entry().withdrawn(true);
                endNow(slot);
            } else if (slot.persistent()) {
                adapter.passivation().passivate(slot);
            } else {
                adapter.ends().endServantOnly(slot);
            }
        }
    }

    synchronized void undeploy(String deployment) {
        lastFirst(types.of(deployment)).forEach(this::withdraw);
        List<ObjectSlot> rest = slots.all().stream()
                .filter(slot -> slot.type().deployment().name().equals(deployment))
                .toList();
        rest.forEach(slot -> slot.entry().withdrawn(true));
        endAll(rest);
    }

    private void withdraw(TypeEntry entry) {
        entry.withdrawn(true);
        types.remove(entry);
        if (types.get(entry.type().name()) == null) {
            adapter.boundNames().withdrawn(entry.type().name());
        }
        endAll(slots.of(entry));
    }

    /** Lets objects go together, since each may wait for the disk, and waits for all as long as for one. */
    private void endAll(Collection<ObjectSlot> ending) {
        ending.forEach(this::endNow);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ending.forEach(slot -> end(slot, deadline));
    }

    private void end(ObjectSlot slot, long deadline) {
        int failedBefore = slot.failedEndings();
        while (!slot.isGone() && slot.failedEndings() == failedBefore) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn(
                        "{} is still in use after {} s: its calls go on in a version that is withdrawn",
                        slot,
                        PATIENCE.toSeconds());
                return;
            }
            endNow(slot);
            if (!slot.isGone()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private void endNow(ObjectSlot slot) {
        if (slot.persistent()) {
            adapter.passivation().passivate(slot);
        } else {
            adapter.ends().endTransient(slot);
        }
    }

    /** What is done while no type comes or goes. */
    interface Quiet<T> {
        T run() throws IOException;
    }

    synchronized <T> T whileNothingIsDeployed(Quiet<T> work) throws IOException {
        return work.run();
    }

    /** Removes the object of this name as an administrator; its calls in progress end first. */
    boolean remove(String name) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ObjectSlot slot = existing(name);
        while (slot != null && !removed(slot, deadline)) {
            slot = existing(name);
        }
        return slot != null;
    }

    /** The object of this name, also if it is at rest; null if there is none. */
    private @Nullable ObjectSlot existing(String name) throws IOException {
        ObjectSlot slot = slots.get(name);
        if (slot == null && store.identity(name).map(Identity::stored).orElse(false)) {
            slot = adapter.find(new Target.ByName(name));
            slot.unpin();
        }
        return slot;
    }

    /** Removes the object; false if it has gone to rest meanwhile, or could not end itself after all. */
    private boolean removed(ObjectSlot slot, long deadline) throws IOException {
        slot.unbind();
        if (!slot.persistent()) {
            endAll(List.of(slot));
            return true;
        }
        if (closed(slot, deadline)) {
            settle(commitRemoval(slot), slot);
        }
        return slot.removed();
    }

    private long commitRemoval(ObjectSlot slot) {
        try {
            return store.commit(List.of(slot.change(null)));
        } catch (RuntimeException failed) {
            slot.reopen();
            throw failed;
        }
    }

    /** Closes the slot when its calls have ended; false if it is gone, or its own calls have removed the object. */
    private static boolean closed(ObjectSlot slot, long deadline) throws IOException {
        while (!slot.close()) {
            if (slot.isGone()) {
                return false;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException(slot + " is in use: try again when its calls have ended (hearth ps)");
            }
            LockSupport.parkNanos(1_000_000);
        }
        if (slot.removed()) {
            slot.reopen();
            slot.awaitGone();
            return false;
        }
        return true;
    }

    private void settle(long position, ObjectSlot slot) throws IOException {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        slot.markRemoved(true);
        store.whenSettled(position, failure -> {
            if (failure == null) {
                done.complete(null);
            } else {
                slot.markRemoved(false);
                slot.reopen();
                done.completeExceptionally(failure);
            }
        });
        try {
            done.join();
        } catch (CompletionException failed) {
            throw new IOException("removing " + slot + " failed: " + failed.getCause(), failed);
        }
        vanish(slot);
        slot.reopen();
    }

    /** Ends a removed persistent object when its removal is settled. */
    void endWhenSettled(ObjectSlot slot) {
        store.whenSettled(slot.position(), failure -> {
            if (failure == null) {
                vanish(slot);
            } else {
                slot.markRemoved(false);
            }
        });
    }

    private void vanish(ObjectSlot slot) {
        if (!slot.name().equals(slot.type().name())) {
            slot.entry().objects().decrementAndGet();
        }
        slots.remove(slot);
        adapter.boundNames().ended(slot.number());
        adapter.lives().endRemoved(slot);
    }

    @Override
    public synchronized void close() {
        lastFirst(types.all()).forEach(this::withdraw);
        endAll(List.copyOf(slots.all()));
    }
}
