package dev.hearth.core.adapter;

import dev.hearth.core.call.Deployment;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.rmi.Remote;
import java.rmi.server.ExportException;
import org.jspecify.annotations.Nullable;

/**
 * Hosts objects that have no name: those that hosted methods give away, and those that hosted code exports.
 *
 * <p>Thread-safe. Of two that host the same instance, one makes its object and both get that.
 */
final class AnonymousObjects {

    private final SlotTable slots;
    private final Numbers numbers;
    private final HostedReferences references;
    private final Lives lives;
    private final AnonymousTypes types;

    AnonymousObjects(SlotTable slots, Numbers numbers, HostedReferences references, Lives lives, int most) {
        this.slots = slots;
        this.numbers = numbers;
        this.references = references;
        this.lives = lives;
        this.types = new AnonymousTypes(most);
    }

    /** Whose code makes an object, and what the object is named after. */
    record Maker(String name, Deployment deployment) {

        static Maker of(ObjectSlot slot) {
            return new Maker(slot.type().name(), slot.type().deployment());
        }
    }

    /** How long a new object is held. */
    enum Hold {
        /** As long as a stub that has just left, and then by its leases. */
        STUB,
        /** The same; but no stub has left, and the object ends without a word if none does. */
        EXPORT_OF_REPLACED,
        /** As long as a stub that has just left, and then by its leases and for as long as code keeps it and does not take it back. */
        EXPORT
    }

    /**
     * The object of an instance, made if there is none; held from the first moment on.
     *
     * @param filter what its arguments must pass besides; counts for an object that is made now
     */
    synchronized ObjectSlot host(Remote instance, Maker maker, @Nullable ObjectInputFilter filter, Hold hold)
            throws ExportException {
        for (ObjectSlot present = references.slotOf(instance); present != null; present = references.slotOf(instance)) {
            if (present.pin()) {
                hold(present, hold);
                present.unpin();
                return present;
            }
            if (!present.anonymous()) {
                break;
            }
            Thread.onSpinWait(); // it is just being let go, or kept after all
        }
        TypeEntry entry = types.entryFor(instance.getClass(), maker, filter);
        try {
            return make(instance, entry, hold);
        } catch (IOException unwritable) {
            throw new ExportException("no number for a new object: " + unwritable.getMessage(), unwritable);
        }
    }

    private ObjectSlot make(Remote instance, TypeEntry entry, Hold hold) throws IOException {
        ObjectSlot slot = ObjectSlot.anonymous(numbers.next(), entry);
        Activation given = new Activation(slot, entry, instance);
        slot.activation(given);
        slots.add(slot);
        references.servantAppeared(given);
        entry.objects().incrementAndGet();
        hold(slot, hold);
        return slot;
    }

    private void hold(ObjectSlot slot, Hold hold) {
        switch (hold) {
            case EXPORT -> slot.bind();
            case STUB -> slot.stubHolds().oweWord();
            case EXPORT_OF_REPLACED -> {}
        }
        lives.stubLeaves(slot);
    }

    /** A version of a deployment is gone for good. */
    void forget(Deployment deployment) {
        types.forget(deployment);
    }
}
