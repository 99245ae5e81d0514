package dev.hearth.core.adapter;

import java.time.Duration;

/** Looks for idle objects as if nobody had called any for an hour; for tests of other rooms. */
public final class AsIfIdle {

    private AsIfIdle() {}

    /** Lets all persistent objects rest that no call is in. */
    public static void sweep(ObjectAdapter adapter) {
        adapter.passivation().sweep(System.nanoTime() + Duration.ofHours(1).toNanos());
    }
}
