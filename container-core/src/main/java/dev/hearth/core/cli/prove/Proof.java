package dev.hearth.core.cli.prove;

import dev.hearth.core.cli.child.ChildException;
import dev.hearth.core.cli.child.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The proof: rounds of calls, harm, recovery and a look at everything.
 *
 * <p>Calls as a client does, by plain stubs; what was acknowledged is remembered in this process alone. Stops at the first
 * thing that is wrong. Starts one process at a time and ends it, takes one free port on loopback.
 */
public final class Proof {

    private static final int CLIENTS = 4;

    private final Machine machine;
    private final Path parent;
    private final int rounds;
    private final long seed;
    private final List<Harm> harms;

    /**
     * Prepares a proof.
     *
     * @param parent where the container's folder is made; deleted in the end if all was right
     * @param harms what is done to it
     */
    public Proof(Machine machine, Path parent, int rounds, long seed, List<Harm> harms) {
        this.machine = machine;
        this.parent = parent;
        this.rounds = rounds;
        this.seed = seed;
        this.harms = List.copyOf(harms);
    }

    /**
     * Runs it.
     *
     * @param out gets a line for each round, when it is over
     * @return whether all was right
     * @throws IOException if it could not be run
     * @throws InterruptedException if this process is ended, as by Ctrl-C; nothing is left behind
     */
    public boolean run(PrintWriter out) throws IOException, InterruptedException {
        Report report = new Report(out);
        Random random = new Random(seed);
        Plan plan = new Plan(possible(report), random);
        Place place = Place.below(parent);
        report.begin(rounds, seed, place);
        try (Stop stop = Stop.here()) {
            return run(new Rounds(place, Ports.free(), plan, report), random, stop);
        }
    }

    private static boolean run(Rounds rounds, Random random, Stop stop) throws IOException, InterruptedException {
        boolean right;
        try {
            right = rounds.run(random, stop);
        } catch (IOException | InterruptedException | RuntimeException failed) {
            if (stop.wanted()) {
                rounds.place.delete();
                rounds.report.stopped();
            }
            throw failed;
        }
        if (right) {
            rounds.place.delete();
            rounds.report.right();
        } else {
            rounds.report.wrong(rounds.place);
        }
        return right;
    }

    private List<Harm> possible(Report report) throws IOException, InterruptedException {
        boolean shell = Shell.available();
        List<Harm> possible = new ArrayList<>(harms);
        possible.removeIf(harm -> harm.needsShell() && !shell);
        for (Harm harm : harms) {
            if (!possible.contains(harm)) {
                report.skipped(harm, "it needs a POSIX shell with kill");
            }
        }
        if (possible.isEmpty()) {
            throw new IOException("nothing can be done to a container here");
        }
        return possible;
    }

    /** The rounds of one proof. */
    private final class Rounds {

        private final Place place;
        private final int port;
        private final Plan plan;
        private final Report report;

        Rounds(Place place, int port, Plan plan, Report report) {
            this.place = place;
            this.port = port;
            this.plan = plan;
            this.report = report;
        }

        boolean run(Random random, Stop stop) throws IOException, InterruptedException {
            Blow blow = plan.next();
            Subject subject = start(blow);
            try {
                World world = world(random);
                for (int round = 1; round <= rounds; round++) {
                    Load load = Load.begin(world.workers());
                    String done = blow.strike(subject, place, load);
                    List<String> wrong = new ArrayList<>(blow.wrong());
                    blow = plan.next();
                    long begun = System.nanoTime();
                    Subject again = restart(round < rounds ? blow : null, wrong);
                    if (again != null) {
                        subject = again;
                        world.touch();
                    }
                    double seconds = (System.nanoTime() - begun) / 1e9;
                    if (again != null) {
                        wrong.addAll(world.check());
                    }
                    stop.check();
                    report.round(done, load.counts(), seconds, wrong);
                    if (!wrong.isEmpty()) {
                        return false;
                    }
                }
                subject.stop();
                return true;
            } finally {
                stop.goOn();
                subject.close();
            }
        }

        private World world(Random random) throws IOException {
            try {
                return World.begin(port, CLIENTS, random);
            } catch (NotBoundException undeployed) {
                throw new IOException("the objects of the proof are not deployed", undeployed);
            }
        }

        private @Nullable Subject restart(@Nullable Blow next, List<String> wrong)
                throws IOException, InterruptedException {
            try {
                return next == null ? Subject.start(machine, place, port, Optional.empty()) : start(next);
            } catch (ChildException never) {
                wrong.add("the container does not start again. " + never.getMessage());
                return null;
            }
        }

        private Subject start(Blow blow) throws IOException, InterruptedException {
            return Subject.start(machine, place, port, blow.fault());
        }
    }
}
