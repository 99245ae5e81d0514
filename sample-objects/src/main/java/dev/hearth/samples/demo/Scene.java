package dev.hearth.samples.demo;

/**
 * Shows one sample object. Keeps its stubs from {@link #before} to {@link #after}, while the server dies and comes back.
 * Used by one thread.
 */
interface Scene {

    /** What is shown, in a few words. */
    String title();

    /** Plays on the server as it was first started. */
    void before(Report report) throws Exception;

    /** Goes on with the same stubs on the server that was killed and started again. */
    void after(Report report) throws Exception;
}
