package dev.hearth.core.cli.prove;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * One harm, with its moment: prepares a container for it, and does it while clients call.
 *
 * <p>Used by one thread.
 */
final class Blow {

    private static final int EXIT_TORN = 137;
    private static final int EXIT_UNKNOWN = 4;
    private static final long PATIENCE_MILLIS = 30_000;

    private final Harm harm;
    private final int millis;
    private final int restMillis;
    private final int count;
    private final List<String> wrong = new ArrayList<>();

    Blow(Harm harm, Random random) {
        this.harm = harm;
        this.millis = 100 + random.nextInt(500);
        this.restMillis = 50 + random.nextInt(350);
        this.count = 10 + random.nextInt(150);
    }

    /** What must break in the container's log. */
    Optional<String> fault() {
        return switch (harm) {
            case WRITE -> Optional.of("write:" + count);
            case TEAR -> Optional.of("tear:" + count);
            case SYNC -> Optional.of("sync:" + count);
            case FULL -> Optional.of("full:" + count);
            default -> Optional.empty();
        };
    }

    /** What must not have been so while it was done. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /**
     * Does it. When it returns, the container has ended and all clients have noticed.
     *
     * @return what was done, in words
     */
    String strike(Subject subject, Place place, Load load) throws IOException, InterruptedException {
        await(load, counts -> counts.of(Outcome.DONE) > 0, "no call was acknowledged");
        String done = strikeNow(subject, place, load);
        if (!load.awaitOver()) {
            wrong.add("a client still waits although the container has ended");
        }
        if (harm == Harm.SYNC && load.counts().of(Outcome.TOLD_UNKNOWN) == 0) {
            wrong.add("a sync failed, and no client was told that its outcome is unknown");
        }
        return done;
    }

    private String strikeNow(Subject subject, Place place, Load load) throws IOException, InterruptedException {
        switch (harm) {
            case KILL -> {
                Thread.sleep(millis);
                kill(subject);
                return "kill -9 after " + millis + " ms";
            }
            case PAUSE -> {
                Thread.sleep(millis);
                subject.pause();
                Thread.sleep(restMillis);
                kill(subject);
                return "paused for " + restMillis + " ms, kill -9";
            }
            case WRITE -> {
                await(load, Counts::wentOn, "no call was acknowledged after a write that failed");
                Thread.sleep(restMillis);
                kill(subject);
                return "write " + count + " failed, kill -9 later";
            }
            case TEAR -> {
                awaitEnd(subject, EXIT_TORN);
                return "died in the middle of write " + count;
            }
            case SYNC -> {
                awaitEnd(subject, EXIT_UNKNOWN);
                return "sync " + count + " failed";
            }
            case FULL -> {
                await(load, counts -> counts.of(Outcome.REFUSED) > 0, "no call was refused although the disk was full");
                Thread.sleep(restMillis);
                kill(subject);
                return "no room from write " + count + " on, kill -9";
            }
            case FORGET -> {
                return forget(subject, place, load);
            }
        }
        throw new AssertionError(harm);
    }

    private String forget(Subject subject, Place place, Load load) throws IOException, InterruptedException {
        subject.pause();
        place.remember();
        subject.resume();
        long before = load.counts().of(Outcome.DONE);
        await(load, counts -> counts.of(Outcome.DONE) > before + count, "no call was acknowledged after a pause");
        kill(subject);
        place.fallBack();
        return "disk fell back by " + count + " calls and more";
    }

    private void await(Load load, Predicate<Counts> wanted, String otherwise) throws InterruptedException {
        if (!load.counts().await(wanted, PATIENCE_MILLIS)) {
            wrong.add(otherwise + " within " + PATIENCE_MILLIS / 1000 + " s");
        }
    }

    private void kill(Subject subject) throws InterruptedException {
        if (!subject.kill()) {
            wrong.add("the container ended by itself, with exit code " + subject.ended() + subject.lastLines());
        }
    }

    private void awaitEnd(Subject subject, int wanted) throws InterruptedException {
        int code = subject.ended();
        if (code != wanted) {
            wrong.add("the container ended with exit code " + code + " where it had to end with " + wanted
                    + subject.lastLines());
            subject.kill();
        }
    }
}
