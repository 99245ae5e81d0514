package dev.hearth.core.pipeline;

import java.util.List;

/**
 * A call in progress, as people see it.
 *
 * @param thread the thread that it is on; empty if it waits without one
 * @param ageMicros since its arrival
 * @param waitingFor empty if it waits for nothing
 * @param chain the id of the call that began its chain
 * @param below the id of the call whose method makes this one; 0 if it begins the chain
 * @param overtakenMicros how long ago a deadline or a cancel answered for its chain, which runs still; negative if none did
 * @param stack what its thread is at, innermost first; empty where it was not asked for, or there is none
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
        long chain,
        long below,
        long overtakenMicros,
        List<String> stack) {}
