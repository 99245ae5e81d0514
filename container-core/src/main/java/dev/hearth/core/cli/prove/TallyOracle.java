package dev.hearth.core.cli.prove;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.OptionalLong;

/** What may be found in one tally. Thread-safe. */
final class TallyOracle {

    private enum End {
        NO,
        PERHAPS,
        YES
    }

    private final String name;

    @GuardedBy("this")
    private long done;

    @GuardedBy("this")
    private long unknown;

    /** The highest value that anybody was answered. */
    @GuardedBy("this")
    private long seen;

    @GuardedBy("this")
    private End end = End.NO;

    TallyOracle(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** A call counted one, and was answered this. */
    synchronized void counted(long answer) {
        done++;
        seen = Math.max(seen, answer);
    }

    /** A call may have counted one. */
    synchronized void perhapsCounted() {
        unknown++;
    }

    /** The least that a read which begins now may answer. */
    synchronized long least() {
        return Math.max(done, seen);
    }

    /**
     * A read was answered.
     *
     * @param least what {@link #least} was when it began
     * @return what is wrong with it
     */
    synchronized Optional<String> read(long answer, long least) {
        seen = Math.max(seen, answer);
        return answer >= least
                ? Optional.empty()
                : Optional.of(name + ": " + least + " were acknowledged when a read began that was answered " + answer);
    }

    synchronized void ended() {
        end = End.YES;
    }

    synchronized void perhapsEnded() {
        end = End.PERHAPS;
    }

    /**
     * Looks at what was found; what is right is what must be there from now on.
     *
     * @param found empty if the object is gone
     * @return what is wrong with it
     */
    synchronized Optional<String> check(OptionalLong found) {
        if (found.isEmpty()) {
            boolean wrong = end == End.NO;
            end = End.YES;
            return wrong ? Optional.of(name + ": " + acknowledged() + ", but the object is gone") : Optional.empty();
        }
        return end == End.YES
                ? Optional.of(name + ": its removal was acknowledged, but it is there, with " + found.getAsLong())
                : checkCount(found.getAsLong());
    }

    @GuardedBy("this")
    private Optional<String> checkCount(long found) {
        if (found < Math.max(done, seen) || found > done + unknown) {
            return Optional.of(name + ": " + acknowledged() + ", but " + found + " was found");
        }
        done = found;
        seen = found;
        unknown = 0;
        end = End.NO;
        return Optional.empty();
    }

    @GuardedBy("this")
    private String acknowledged() {
        return done + " calls were acknowledged, " + unknown + " of unknown outcome, the highest answer was " + seen;
    }
}
