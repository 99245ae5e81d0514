package dev.hearth.core.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Waiting for commits, in tests. */
public final class Settled {

    private Settled() {}

    /** Waits for the commit, and throws what it failed with. */
    public static void await(StateStore store, long position) throws Exception {
        CompletableFuture<Boolean> settled = new CompletableFuture<>();
        store.whenSettled(position, cause -> {
            if (cause == null) {
                settled.complete(true);
            } else {
                settled.completeExceptionally(cause);
            }
        });
        try {
            settled.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }
}
