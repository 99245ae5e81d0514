package dev.hearth.core.adapter;

import dev.hearth.core.call.HostedType;

/** Is told of servants that come and go; on the thread and in the turn in which that happens, by many threads. */
public interface LifeListener {

    /** Nobody. */
    LifeListener NONE = new LifeListener() {
        @Override
        public void appears(ObjectSlot slot, HostedType type, boolean isNew) {}

        @Override
        public void vanished(ObjectSlot slot, HostedType type) {}
    };

    /**
     * A servant is about to be made.
     *
     * @param isNew whether it is not made from a state
     * @throws ActivationFailedException if it must not be; none is made then
     */
    void appears(ObjectSlot slot, HostedType type, boolean isNew) throws ActivationFailedException;

    /** A servant of this type is the object's no more. Must not throw. */
    void vanished(ObjectSlot slot, HostedType type);
}
