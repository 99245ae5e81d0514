package dev.hearth.benchmarks;

/** A threading policy of Hearth's, and what a plain RMI object does by hand for the same. */
enum Policy {
    SINGLE("single", "single"),
    PER_OBJECT("per-object", "per-object"),
    PER_REQUEST("per-request", "per-request"),
    POOLED("pooled", "pooled"),
    /** Against an object that runs on the thread which read the call, as RMI has it and without a bound. */
    POOLED_INLINE("pooled", "inline");

    private final String hosted;
    private final String byHand;

    Policy(String hosted, String byHand) {
        this.hosted = hosted;
        this.byHand = byHand;
    }

    /** The name of one of the objects, with a key of its own, that the server hosts for this. */
    String object(String server, int key) {
        return (server.startsWith("jdk") ? byHand : hosted) + "/" + key;
    }

    /** The name in reports. */
    String label() {
        return this == POOLED_INLINE ? "pooled (inline)" : hosted;
    }

    /** The name of its ratio in the result. */
    String result() {
        return name().toLowerCase(java.util.Locale.ROOT) + "_ratio";
    }
}
