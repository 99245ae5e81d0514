package dev.hearth.core.adapter;

import dev.hearth.core.adapter.StoredObjects.Placed;
import dev.hearth.core.config.HearthConfig;
import dev.hearth.core.store.CorruptStateException;
import dev.hearth.core.store.ObjectLine;
import dev.hearth.core.store.StateStore;
import dev.hearth.core.store.StateStore.Change;
import dev.hearth.core.store.StateStore.Identity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts states into objects from outside.
 *
 * <p>An object is closed while its state is put in: no call is in it, and who comes waits. Nobody is waited for while another
 * object is closed, for a chain that is in the one may want the other: what is closed is put in first. A servant that is there
 * goes without a word, as when a call is undone; the next call makes one of the new state.
 */
final class StatePlacing {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StateStore store;
    private final Numbers numbers;
    private final TypeTable types;
    private final SlotTable slots;
    private final Incarnator incarnator;
    private final HearthConfig.Objects config;

    StatePlacing(
            StateStore store,
            Numbers numbers,
            TypeTable types,
            SlotTable slots,
            Incarnator incarnator,
            HearthConfig.Objects config) {
        this.store = store;
        this.numbers = numbers;
        this.types = types;
        this.slots = slots;
        this.incarnator = incarnator;
        this.config = config;
    }

    /** An object and the state that it is to have. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Wanted(Identity identity, byte[] state) {

        Change change(@Nullable ObjectSlot slot) {
            return slot != null
                    ? slot.change(state)
                    : new Change(identity.number(), identity.name(), identity.type(), state);
        }
    }

    /**
     * An object that nobody can get into.
     *
     * @param slot null if its type is not deployed
     * @param before null if it has no state
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Closed(Wanted wanted, @Nullable ObjectSlot slot, byte @Nullable [] before) {

        boolean changes() {
            return !Arrays.equals(wanted.state(), before);
        }
    }

    Placed place(List<ObjectLine> lines, String container, boolean replace) throws IOException {
        List<ObjectLine> possible = lines.stream()
                .filter(line -> line.state() != null || container.equals(line.container()))
                .toList();
        List<Identity> identities = identify(possible, container);
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < possible.size(); i++) {
            byte[] state = possible.get(i).state();
            if (state != null) {
                wanted.add(new Wanted(identities.get(i), state));
            }
        }
        Placed placed = new Placed(0, 0, 0, possible.size() - wanted.size());
        int done = 0;
        while (done < wanted.size()) {
            List<Closed> closed = closeSome(wanted.subList(done, wanted.size()));
            placed = placed.and(put(closed, replace));
            done += closed.size();
        }
        return placed;
    }

    // identities

    /** A number that this container gave the object once is its number again, if nobody has it. */
    private List<Identity> identify(List<ObjectLine> lines, String container) throws IOException {
        long fresh = numbers.next();
        Set<Long> kept = new HashSet<>();
        List<Identity> wanted = new ArrayList<>();
        for (ObjectLine line : lines) {
            Long own = container.equals(line.container()) ? line.number() : null;
            boolean free = own != null && own < fresh && store.identity(own).isEmpty() && kept.add(own);
            long number = own != null && free ? own : numbers.next();
            wanted.add(new Identity(number, line.name(), line.type(), false));
        }
        admit(wanted);
        List<Identity> identities = store.identify(wanted);
        count(wanted, identities);
        return identities;
    }

    private void admit(List<Identity> wanted) throws IOException {
        for (Identity each : wanted) {
            TypeEntry entry = types.get(each.type());
            boolean full = entry != null && entry.objects().get() + wanted.size() > config.maxPerType();
            if (full && store.identity(each.name()).isEmpty()) {
                throw new IOException("the type " + each.type() + " would have more than the " + config.maxPerType()
                        + " objects that objects.max-per-type allows");
            }
        }
    }

    private void count(List<Identity> wanted, List<Identity> identities) {
        for (int i = 0; i < wanted.size(); i++) {
            Identity made = identities.get(i);
            TypeEntry entry = types.get(made.type());
            boolean fresh = made.number() == wanted.get(i).number();
            if (entry != null && fresh && !made.name().equals(made.type())) {
                entry.objects().incrementAndGet();
            }
        }
    }

    // closing

    /** Closes the first of them, however long that takes, and further ones as far as nobody is in them. */
    private List<Closed> closeSome(List<Wanted> wanted) throws IOException {
        List<Closed> closed = new ArrayList<>();
        try {
            for (Wanted each : wanted) {
                ObjectSlot slot = close(each.identity(), closed.isEmpty());
                if (slot != null && !slot.closed()) {
                    return closed;
                }
                closed.add(new Closed(each, slot, null));
                closed.set(
                        closed.size() - 1,
                        new Closed(each, slot, before(each.identity().number(), slot)));
            }
            return closed;
        } catch (IOException | RuntimeException failed) {
            reopen(closed);
            throw failed;
        }
    }

    /** A damaged state is none that anybody wants to keep, but something is there. */
    private byte @Nullable [] before(long number, @Nullable ObjectSlot slot) throws IOException {
        if (slot != null && slot.position() != 0) {
            await(slot.position());
        }
        try {
            return store.load(number).orElse(null);
        } catch (CorruptStateException damaged) {
            return new byte[0];
        }
    }

    /** The slot of an object, closed or, if a call is in it and it is not to be waited for, open; null without a type. */
    private @Nullable ObjectSlot close(Identity identity, boolean wait) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ObjectSlot slot = slotOf(identity);
            if (slot == null || slot.close()) {
                return slot;
            }
            if (!slot.isGone()) {
                if (!wait) {
                    return slot;
                }
                requireTime(slot, deadline);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void requireTime(ObjectSlot slot, long deadline) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("the container stops while a call is in " + slot);
        }
        if (System.nanoTime() - deadline > 0) {
            throw new IOException(slot + " is in use for more than " + PATIENCE.toSeconds()
                    + " s: hold its deployment (hearth hold), and give the import again");
        }
    }

    private @Nullable ObjectSlot slotOf(Identity identity) {
        ObjectSlot present = slots.get(identity.number());
        if (present != null) {
            return present;
        }
        TypeEntry entry = types.get(identity.type());
        return entry == null || !entry.type().persistent()
                ? null
                : slots.add(new ObjectSlot(identity.number(), identity.name(), entry));
    }

    private static void reopen(List<Closed> closed) {
        for (Closed each : closed) {
            if (each.slot() != null) {
                each.slot().reopen();
            }
        }
    }

    // putting in

    private Placed put(List<Closed> closed, boolean replace) throws IOException {
        List<Closed> changing = closed.stream().filter(Closed::changes).toList();
        try {
            requirePossible(closed, replace);
            if (!changing.isEmpty()) {
                await(store.commit(changing.stream()
                        .map(each -> each.wanted().change(each.slot()))
                        .toList()));
            }
        } catch (IOException | RuntimeException failed) {
            reopen(closed);
            throw failed;
        }
        closed.forEach(this::rest);
        long replaced = changing.stream().filter(each -> each.before() != null).count();
        return new Placed(changing.size() - replaced, replaced, closed.size() - changing.size(), 0);
    }

    /** What was found earlier may have changed until the object was closed. */
    private void requirePossible(List<Closed> closed, boolean replace) throws IOException {
        for (Closed each : closed) {
            Identity identity = each.wanted().identity();
            if ((each.slot() != null && each.slot().removed())
                    || store.identity(identity.number()).isEmpty()) {
                throw new IOException(identity.name() + " was removed meanwhile: give the import again");
            }
            if (each.changes() && each.before() != null && !replace) {
                throw new IOException(identity.name() + " was made or changed meanwhile: give the import again");
            }
        }
    }

    private void await(long position) throws IOException {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        store.whenSettled(position, failure -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        });
        try {
            done.join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            throw new IOException(cause == null ? failed.toString() : String.valueOf(cause.getMessage()), failed);
        }
    }

    private void rest(Closed closed) {
        ObjectSlot slot = closed.slot();
        if (slot == null) {
            return;
        }
        incarnator.drop(slot);
        slots.remove(slot);
        Attachment attachment = slot.attachment();
        if (attachment != null) {
            attachment.rested();
        }
    }
}
