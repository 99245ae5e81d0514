package dev.hearth.core.wire.outgoing;

/** Is told when a thread begins to wait for another server, so that its place can go to another call. Thread-safe. */
@FunctionalInterface
public interface Waiting {

    /** Nobody is told. */
    Waiting UNNOTICED = () -> () -> {};

    /**
     * The current thread will wait. Must not block.
     *
     * @return run on the same thread when it waits no longer
     * @throws java.util.concurrent.RejectedExecutionException if too many wait already
     */
    Runnable begin();
}
