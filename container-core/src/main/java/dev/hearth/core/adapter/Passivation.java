package dev.hearth.core.adapter;

import dev.hearth.core.call.ContainerThreads;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.store.StateStore;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the memory of idle persistent objects back.
 *
 * <p>Looks once a second, on a thread of its own, for objects without a call for {@code objects.idle}, and for the longest
 * idle ones when more than {@code objects.max-active} are in memory. When memory is scarce, the longest idle quarter goes at
 * once. An object that a call comes for meanwhile is
 * found again when it is at rest.
 */
final class Passivation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Passivation.class);
    private static final int PART_WHEN_SCARCE = 4;

    private final SlotTable slots;
    private final Incarnator incarnator;
    private final StateStore store;
    private final HearthConfig.Objects config;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(work -> ContainerThreads.daemon(work, "hearth-passivation"));
    private final AtomicBoolean relieving = new AtomicBoolean();

    Passivation(SlotTable slots, Incarnator incarnator, StateStore store, HearthConfig.Objects config) {
        this.slots = slots;
        this.incarnator = incarnator;
        this.store = store;
        this.config = config;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the sweep logs its own failures
    void start() {
        sweeper.scheduleWithFixedDelay(() -> safely(() -> sweep(System.nanoTime())), 1, 1, TimeUnit.SECONDS);
    }

    private static void safely(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException fault) {
            LOG.error("looking for idle objects failed", fault);
        }
    }

    /** Begins to passivate the longest idle quarter; one such look at a time. */
    void relieveSoon() {
        if (relieving.compareAndSet(false, true)) {
            try {
                sweeper.execute(() -> {
                    relieving.set(false);
                    safely(() -> relieve(System.nanoTime()));
                });
            } catch (RejectedExecutionException closed) {
                LOG.debug("the heap is scarce while the container stops", closed);
            }
        }
    }

    /** Passivates the longest idle quarter of those that no call is in. */
    void relieve(long nowNanos) {
        int idle = (int) slots.persistent().stream().filter(ObjectSlot::idle).count();
        if (idle > 0) {
            int some = (idle + PART_WHEN_SCARCE - 1) / PART_WHEN_SCARCE;
            LOG.info("memory is scarce: {} of {} idle objects are passivated", some, idle);
            passivateLongestIdle(some, nowNanos);
        }
    }

    void sweep(long nowNanos) {
        long idleNanos = config.idle().toNanos();
        for (ObjectSlot slot : slots.persistent()) {
            if (nowNanos - slot.lastUsedNanos() >= idleNanos) {
                passivate(slot);
            }
        }
        int tooMany = slots.persistent().size() - config.maxActive();
        if (tooMany > 0) {
            passivateLongestIdle(tooMany, nowNanos);
        }
    }

    private void passivateLongestIdle(int count, long nowNanos) {
        slots.persistent().stream()
                .filter(ObjectSlot::idle)
                .map(slot -> new Candidate(slot, slot.lastUsedNanos()))
                .sorted(Comparator.comparingLong(candidate -> candidate.lastUsedNanos() - nowNanos))
                .limit(count)
                .forEach(candidate -> passivate(candidate.slot()));
    }

    /** A slot with the time that it is sorted by, which may change meanwhile. */
    private record Candidate(ObjectSlot slot, long lastUsedNanos) {}

    /** Passivates an object that no call is in, now or soon; does nothing if one is. */
    void passivate(ObjectSlot slot) {
        Ending.tryClose(slot, () -> save(slot), () -> {});
    }

    private void save(ObjectSlot slot) {
        if (slot.removed()) { // it ends when that is settled; to save what its servant holds would bring it back
            slot.reopen();
            return;
        }
        try {
            long position = saveChanges(slot);
            store.whenSettled(position, failure -> rest(slot, failure));
        } catch (ActivationFailedException unfit) {
            LOG.warn("{} stays active: {}", slot, unfit.getMessage());
            staysActive(slot);
        } catch (RuntimeException | Error fault) {
            LOG.error("{} stays active: it could not be passivated", slot, fault);
            staysActive(slot);
        }
    }

    private static void staysActive(ObjectSlot slot) {
        slot.touch(System.nanoTime());
        slot.endingOver(true);
        slot.reopen();
    }

    private long saveChanges(ObjectSlot slot) throws ActivationFailedException {
        Activation active = slot.activation();
        if (active == null || !slot.stateKnown()) {
            return slot.position();
        }
        byte[] before = slot.state();
        incarnator.passivateServant(slot, active);
        byte[] now = incarnator.stateOf(slot);
        if (now == null || Arrays.equals(now, before)) {
            return slot.position();
        }
        return store.commit(List.of(slot.change(now)));
    }

    private void rest(ObjectSlot slot, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.warn("what {} changed outside of calls could not be saved: {}", slot, failure.getMessage());
        }
        incarnator.drop(slot);
        slots.remove(slot);
        Attachment attachment = slot.attachment();
        if (attachment != null) {
            attachment.rested();
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}
