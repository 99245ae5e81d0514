package dev.hearth.core.adapter;

import dev.hearth.core.call.HostedMethod;
import dev.hearth.core.config.HearthConfig.VerifyReadOnly;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code @ReadOnly} methods that change their persistent object after all, by the state before and after them.
 *
 * <p>Writing the state twice may cost more than the call, so that usually only some calls are looked at. Thread-safe.
 */
public final class ReadOnlyCheck {

    private final VerifyReadOnly which;
    private final Incarnator incarnator;

    ReadOnlyCheck(VerifyReadOnly which, Incarnator incarnator) {
        this.which = which;
        this.incarnator = incarnator;
    }

    /**
     * A call has entered its object and the method comes next.
     *
     * @param alone whether no other chain is in the object
     * @return null if this call is not looked at
     */
    public @Nullable Watch begin(ObjectSlot slot, HostedMethod method, boolean alone) {
        if (which == VerifyReadOnly.OFF || !method.readOnly() || !slot.persistent()) {
            return null;
        }
        if (which == VerifyReadOnly.SAMPLED && !slot.entry().readOnlySample().take(method)) {
            return null;
        }
        byte[] before = stateOf(slot);
        return before == null ? null : new Watch(slot, alone, before);
    }

    /** Null where it can't be written, also where another reader changes it just now. */
    private byte @Nullable [] stateOf(ObjectSlot slot) {
        try {
            return incarnator.stateOf(slot);
        } catch (ActivationFailedException | RuntimeException | StackOverflowError unstorable) {
            return null;
        }
    }

    /** A call that is looked at. */
    public final class Watch {
        private final ObjectSlot slot;
        private final boolean alone;
        private final byte[] before;

        private Watch(ObjectSlot slot, boolean alone, byte[] before) {
            this.slot = slot;
            this.alone = alone;
            this.before = before;
        }

        /** Whether the object has changed since; asked in its turn. */
        public boolean changed() {
            return !Arrays.equals(before, stateOf(slot));
        }

        /** Whether this call must have done it, and no other. */
        public boolean alone() {
            return alone;
        }
    }
}
