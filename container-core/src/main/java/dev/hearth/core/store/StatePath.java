package dev.hearth.core.store;

import dev.hearth.core.call.ClassNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a servant's state a codec is, for messages: {@code AccountObject.owner.tags[3]}.
 *
 * <p>Bounded: {@link #MAX_DEPTH}. Used by one thread.
 */
final class StatePath {

    /** How deep a state may be nested. A cycle runs into it. */
    static final int MAX_DEPTH = 400;

    private static final int SHOWN = 12;

    private final List<Object> steps = new ArrayList<>();
    private final String root;

    StatePath(Class<?> servantClass) {
        root = ClassNames.simple(servantClass);
    }

    /** Goes one step down: the name of a field, a key, or the {@link Integer} index of an element. */
    void enter(Object step) throws UnstorableStateException {
        steps.add(step);
        if (steps.size() > MAX_DEPTH) {
            throw failure("it is nested more than " + MAX_DEPTH + " deep, or is a cycle; mark a field of the cycle"
                    + " transient, or refer to other objects by key");
        }
    }

    void leave() {
        steps.remove(steps.size() - 1);
    }

    UnstorableStateException failure(String reason) {
        return new UnstorableStateException(this + " can't be kept as state: " + reason);
    }

    UnstorableStateException failure(String reason, Throwable cause) {
        return new UnstorableStateException(this + " can't be kept as state: " + reason, cause);
    }

    UnstorableStateException mismatch(String reason) {
        return new UnstorableStateException(this + " can't be read from the stored state: " + reason);
    }

    UnstorableStateException mismatch(String reason, Throwable cause) {
        return new UnstorableStateException(this + " can't be read from the stored state: " + reason, cause);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(root);
        for (Object step : steps.subList(0, Math.min(SHOWN, steps.size()))) {
            if (step instanceof Integer) {
                text.append('[').append(step).append(']');
            } else {
                text.append('.').append(step);
            }
        }
        return steps.size() > SHOWN ? text + "…" : text.toString();
    }
}
