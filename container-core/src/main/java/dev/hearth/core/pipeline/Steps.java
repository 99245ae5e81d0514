package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to a call that somebody asked about. Thread-safe: a deadline may answer a call, and so log it, while its object
 * still runs.
 */
final class Steps {

    /** A call whose object loops has no end of nested ones, but a bounded number of hooks of its own. */
    private static final int MOST = 1_000;

    private final List<Step> steps = new ArrayList<>();

    synchronized void add(Phase phase, String module, Object answer, long sinceNanos) {
        if (steps.size() < MOST) {
            steps.add(new Step(phase.lowerCase(), module, answer.toString(), System.nanoTime() - sinceNanos));
        }
    }

    synchronized void addObject(Object answer, long sinceNanos) {
        if (steps.size() < MOST) {
            steps.add(new Step(Step.OBJECT, "", answer.toString(), System.nanoTime() - sinceNanos));
        }
    }

    synchronized void failed(Phase phase, String module, Throwable fault, long sinceNanos) {
        add(phase, module, "failed: " + fault.getClass().getName(), sinceNanos);
    }

    synchronized List<Step> all() {
        return List.copyOf(steps);
    }
}
