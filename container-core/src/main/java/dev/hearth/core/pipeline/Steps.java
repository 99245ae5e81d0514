package dev.hearth.core.pipeline;

import dev.hearth.api.hook.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * What hooks and the object did to one call. Thread-safe: where a deadline answers, the call is logged on one thread while it
 * runs on another.
 */
final class Steps {

    private static final int MOST = 1_000;

    private final List<Step> steps = new ArrayList<>();

    /** Notes what a hook did since then; those beyond a thousand are lost. */
    void add(Registration<?> hook, String answer, long beganNanos) {
        add(new Step(hook.phase().lowerCase(), hook.module(), answer, System.nanoTime() - beganNanos));
    }

    /** Notes what the object did. */
    void addObject(String answer, long beganNanos) {
        add(new Step(Step.OBJECT, "", answer, System.nanoTime() - beganNanos));
    }

    private synchronized void add(Step step) {
        if (steps.size() < MOST) {
            steps.add(step);
        }
    }

    synchronized List<Step> list() {
        return List.copyOf(steps);
    }
}
