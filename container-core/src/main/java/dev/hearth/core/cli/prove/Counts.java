package dev.hearth.core.cli.prove;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** How calls ended. Thread-safe. */
final class Counts {

    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long doneSinceRefusal;

    synchronized void add(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
        if (outcome == Outcome.REFUSED) {
            doneSinceRefusal = 0;
        } else if (outcome == Outcome.DONE) {
            doneSinceRefusal++;
        }
        notifyAll();
    }

    synchronized void addAll(Counts others) {
        for (Outcome outcome : Outcome.values()) {
            counts.merge(outcome, others.of(outcome), Long::sum);
        }
    }

    synchronized long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }

    synchronized long unknown() {
        return of(Outcome.LOST) + of(Outcome.TOLD_UNKNOWN);
    }

    /** How many clients have no container any more. */
    synchronized long over() {
        return unknown() + of(Outcome.UNSENT);
    }

    /** Whether a call was refused, and others were acknowledged afterwards. */
    synchronized boolean wentOn() {
        return of(Outcome.REFUSED) > 0 && doneSinceRefusal > 0;
    }

    /** Waits until something holds; false if it does not in time. */
    synchronized boolean await(Predicate<Counts> wanted, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!wanted.test(this)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
