package dev.hearth.samples.accounts;

import dev.hearth.api.ObjectContext;

/** Makes what only the container can make: the constructor is not public. */
public final class TransfersFactory {

    private TransfersFactory() {}

    public static Transfers transfers(ObjectContext context) {
        return new TransfersObject(context);
    }
}
