package dev.hearth.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what connections that do nothing cost those that do: 100 active ones alone, then beside 9,900 idle ones, then
 * beside 9,000 idle ones and 1,000 that trickle.
 *
 * <p>The three take turns several times, and a phase is compared with those alone just before and after it, so that what
 * else the machine does weighs on both.
 */
public final class ConnectionsBenchmark {
    private static final int ACTIVE = 100;
    private static final int IDLE = 9_900;
    private static final int TRICKLING = 1_000;
    private static final int STILL_IDLE = 9_000;
    private static final int MAY_BE_CLOSED = 200;

    /**
     * How long to measure.
     *
     * @param rounds how often the three phases take turns, where there is time enough
     * @param ramp how long the active ones call before it counts
     * @param counted how long it counts
     * @param budget after what time no further round begins; two there are always
     */
    private record Plan(int rounds, Duration ramp, Duration counted, Duration budget) {
        private static final Plan QUICK =
                new Plan(4, Duration.ofMillis(600), Duration.ofMillis(1_200), Duration.ofSeconds(34));
        private static final Plan FULL =
                new Plan(8, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(4));
        private static final Plan OTHER =
                new Plan(2, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(2));
    }

    private final Plan plan;
    private final Server server;
    private final int port;
    private final byte[] id;
    private final CrowdProcess crowd;
    private final Crossing crossing;

    private ConnectionsBenchmark(Plan plan, Server server, int port, CrowdProcess crowd) {
        this.plan = plan;
        this.server = server;
        this.port = port;
        this.id = Jrmp.idOf(server.bench());
        this.crowd = crowd;
        this.crossing = new Crossing(server.name());
    }

    /**
     * Arguments: {@code quick} or {@code full}, then name, process id and port of each server, the first being ours. Exits
     * with 1 and a message if a server does not answer, or closes what it should hold.
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            Plan plan = args[0].equals("quick") ? Plan.QUICK : Plan.FULL;
            List<Crossing> all = new ArrayList<>();
            for (int at = 1; at + 2 < args.length; at += 3) {
                all.add(measure(at == 1 ? plan : Plan.OTHER, args[at], args[at + 1], args[at + 2]));
            }
            new ConnectionsReport(System.out).print(all);
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static Crossing measure(Plan plan, String name, String pid, String port) throws InterruptedException {
        Server server = Server.await(name, Long.parseLong(pid), Integer.parseInt(port));
        try (CrowdProcess crowd = CrowdProcess.start(Integer.parseInt(port), Jrmp.idOf(server.bench()))) {
            return new ConnectionsBenchmark(plan, server, Integer.parseInt(port), crowd).run();
        }
    }

    private Crossing run() throws InterruptedException {
        long began = System.nanoTime();
        System.out.printf("%s: warm-up, then up to %d rounds ...%n", server.name(), plan.rounds());
        active();
        active();
        Footprint alone = Footprint.of(server.process());
        crossing.alone(active());
        for (int round = 0; round < plan.rounds(); round++) {
            round(round == 0, alone);
            Duration spent = Duration.ofNanos(System.nanoTime() - began);
            if (round > 0 && spent.plus(spent.dividedBy(round + 2)).compareTo(plan.budget()) > 0) {
                break;
            }
        }
        return crossing;
    }

    private void round(boolean first, Footprint alone) throws InterruptedException {
        crowd.tell("open " + IDLE);
        if (first) {
            crossing.footprint(alone, Footprint.of(server.process()), IDLE);
            crossing.idleCpu(idleCpu());
        }
        crossing.besideIdle(active());
        checkLeftOpen(IDLE);
        crowd.tell("shut " + (IDLE - STILL_IDLE));
        crowd.tell("trickle " + TRICKLING);
        crossing.besideTrickle(active());
        checkLeftOpen(STILL_IDLE);
        crossing.reopened(crowd.tell("dry"));
        crowd.tell("shut " + STILL_IDLE);
        crossing.alone(active());
    }

    private Activity active() throws InterruptedException {
        return ActiveClients.run(ACTIVE, port, id, plan.ramp(), plan.counted());
    }

    /** The share of one processor that the server takes while nobody calls. */
    private double idleCpu() throws InterruptedException {
        Thread.sleep(plan.ramp().toMillis());
        Duration before = server.cpu();
        long from = System.nanoTime();
        Thread.sleep(plan.counted().toMillis());
        return server.cpu().minus(before).toNanos() / (double) (System.nanoTime() - from);
    }

    /** A server that closes idle connections would look good here; a few dozen may go in favour of busy ones. */
    private void checkLeftOpen(int idle) {
        long open = crowd.tell("count");
        if (open < idle - MAY_BE_CLOSED) {
            throw new IllegalStateException(
                    "server " + server.name() + " has closed " + (idle - open) + " of " + idle + " idle connections");
        }
    }
}
