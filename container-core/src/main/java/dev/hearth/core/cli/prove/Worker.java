package dev.hearth.core.cli.prove;

import dev.hearth.core.cli.prove.TransferOracle.Move;
import dev.hearth.core.cli.prove.World.KeptTally;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * A client: calls at random, and has the oracles remember what it was told. After a call of unknown outcome it makes none
 * until the next round.
 *
 * <p>Used by one thread at a time.
 */
final class Worker {

    private static final int MOST_OWN = 25;
    private static final int MOST_CENTS = 400;

    private final String name;
    private final World world;
    private final Random random;
    private final Deque<KeptTally> own = new ArrayDeque<>();
    private long number;

    Worker(String name, World world, Random random) {
        this.name = name;
        this.world = world;
        this.random = random;
    }

    /** Its own objects that may be there. */
    Collection<KeptTally> own() {
        return List.copyOf(own);
    }

    /** One call, and what is known of it. */
    private interface Call {
        void run() throws Exception;
    }

    /** Calls until the container is gone. */
    void callUntilOver(Counts counts) {
        Outcome outcome;
        do {
            outcome = callOne();
            counts.add(outcome);
        } while (!outcome.over() && !Thread.currentThread().isInterrupted());
    }

    private Outcome callOne() {
        int dice = random.nextInt(100);
        if (dice < 40) {
            return count(any(world.shared()));
        } else if (dice < 60) {
            return move();
        } else if (dice < 75) {
            return readOne(any(world.shared()));
        } else if (dice < 85 && !own.isEmpty()) {
            return count(own.getLast());
        }
        return own.size() < MOST_OWN ? create() : end();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Outcome count(KeptTally tally) {
        Outcome outcome = tried(
                () -> tally.oracle().counted(tally.stub().next()),
                tally.oracle().name());
        if (outcome.unknown()) {
            tally.oracle().perhapsCounted();
        }
        return outcome;
    }

    private Outcome readOne(KeptTally tally) {
        TallyOracle oracle = tally.oracle();
        long least = oracle.least();
        return tried(() -> oracle.read(tally.stub().value(), least).ifPresent(world::wrong), oracle.name());
    }

    /** The first use of a key. */
    private Outcome create() {
        String key = "tallies/" + name + "-" + ++number;
        Outcome found = tried(() -> own.add(world.tally(key)), key);
        return found == Outcome.DONE ? count(own.getLast()) : found;
    }

    private Outcome end() {
        KeptTally oldest = own.getFirst();
        Outcome outcome = tried(oldest.stub()::end, oldest.oracle().name());
        if (outcome == Outcome.DONE) {
            oldest.oracle().ended();
        } else if (outcome.unknown()) {
            oldest.oracle().perhapsEnded();
        } else {
            return outcome;
        }
        world.ended(own.removeFirst());
        return outcome;
    }

    private Outcome move() {
        List<String> purses = world.purses();
        String from = any(purses);
        String to = any(purses);
        if (from.equals(to)) {
            return readOne(any(world.shared()));
        }
        Move move = new Move(name, ++number, from, to, 1L + random.nextInt(MOST_CENTS));
        Outcome outcome = tried(
                () -> {
                    world.transfers().move(move.client(), move.number(), from, to, move.cents());
                    world.money().done(move);
                },
                "transfers");
        if (outcome.unknown()) {
            world.money().perhapsDone(move);
        }
        return outcome;
    }

    private Outcome tried(Call call, String object) {
        try {
            call.run();
            return Outcome.DONE;
        } catch (Exception thrown) {
            Outcome outcome = Outcome.of(thrown);
            if (outcome == Outcome.GONE) {
                world.wrong(object + ": a client that holds its stub is answered " + thrown.getMessage());
            }
            return outcome;
        }
    }
}
