package dev.hearth.core.pipeline;

/**
 * A call in progress, as people see it.
 *
 * @param thread the thread that is in a method of its chain; empty if none is
 * @param ageMicros since its arrival
 * @param waitingFor empty if it runs
 * @param chain the id of the call from outside that it belongs to
 */
public record CallView(
        long id,
        String object,
        String method,
        String caller,
        String phase,
        String thread,
        long ageMicros,
        String waitingFor,
        long chain) {}
