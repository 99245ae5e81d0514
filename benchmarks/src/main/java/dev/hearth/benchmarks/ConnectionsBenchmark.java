package dev.hearth.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what connections that do nothing cost those that do: 100 active ones at a server that has no others, and at one
 * of the same kind that has 9,900 idle ones besides, or 9,000 idle ones and 1,000 that trickle.
 *
 * <p>Both servers are up all the time and are called in bursts, in turns, so that what else the machine does weighs on both;
 * halfway through they change places. What trickles rests while the empty server is called.
 */
public final class ConnectionsBenchmark {
    private static final int ACTIVE = 100;
    private static final int IDLE = 9_900;
    private static final int TRICKLING = 1_000;
    private static final int STILL_IDLE = 9_000;
    private static final int MAY_BE_CLOSED = 200;
    private static final int LEAST_PAIRS = 3;

    /**
     * How long to measure.
     *
     * @param pairs the pairs of bursts in each quarter of the measurement, where there is time enough
     * @param ramp how long the active ones call before it counts
     * @param counted how long it counts
     * @param quarter how long a quarter's pairs may take
     * @param warmUp for each server
     */
    private record Plan(int pairs, Duration ramp, Duration counted, Duration quarter, Duration warmUp) {
        private static final Plan QUICK = new Plan(
                5, Duration.ofMillis(150), Duration.ofMillis(300), Duration.ofSeconds(4), Duration.ofMillis(1_500));
        private static final Plan FULL = new Plan(
                20, Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(36), Duration.ofSeconds(5));

        static Plan named(String name) {
            return switch (name) {
                case "quick" -> QUICK;
                case "full" -> FULL;
                default -> throw new IllegalArgumentException("quick or full, not " + name);
            };
        }
    }

    /** A server, and where it listens. */
    private record Address(Server server, int port) {

        static Address of(String name, String pid, String port) throws InterruptedException {
            int number = Integer.parseInt(port);
            return new Address(Server.await(name, Long.parseLong(pid), number), number);
        }

        byte[] id() {
            return Jrmp.idOf(server.bench());
        }
    }

    private final Plan plan;
    private final Address one;
    private final Address other;
    private final Crossing crossing;

    private ConnectionsBenchmark(Plan plan, Address one, Address other) {
        this.plan = plan;
        this.one = one;
        this.other = other;
        this.crossing = new Crossing(one.server().name());
    }

    /**
     * Arguments: {@code quick} or {@code full}, then for each kind of server, ours first, its name and the process ids and
     * ports of two of them. Exits with 1 and a message if a server does not answer, or closes what it should hold.
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            List<Crossing> all = new ArrayList<>();
            for (int at = 1; at + 4 < args.length; at += 5) {
                Address one = Address.of(args[at], args[at + 1], args[at + 2]);
                Address other = Address.of(args[at], args[at + 3], args[at + 4]);
                all.add(new ConnectionsBenchmark(Plan.named(args[0]), one, other).run());
            }
            new ConnectionsReport(System.out).print(all);
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private Crossing run() throws InterruptedException {
        System.out.printf("%s: warm-up, then up to %d pairs of bursts ...%n", crossing.server(), 4 * plan.pairs());
        for (Address address : List.of(one, other)) {
            ActiveClients.run(ACTIVE, address.port(), address.id(), plan.ramp(), plan.warmUp());
        }
        Footprint before = Footprint.of(one.server().process());
        try (CrowdProcess crowd = CrowdProcess.start(one.port(), one.id())) {
            crowd.tell("open " + IDLE);
            crossing.footprint(before, Footprint.of(one.server().process()), IDLE);
            crossing.idleCpu(idleCpu());
            half(other, one, crowd);
        }
        try (CrowdProcess crowd = CrowdProcess.start(other.port(), other.id())) {
            crowd.tell("open " + IDLE);
            half(one, other, crowd);
        }
        return crossing;
    }

    private void half(Address empty, Address crowded, CrowdProcess crowd) throws InterruptedException {
        pairs(empty, crowded, crowd, crossing.idle());
        checkLeftOpen(crowd, IDLE);
        crowd.tell("shut " + (IDLE - STILL_IDLE));
        crowd.tell("trickle " + TRICKLING);
        pairs(empty, crowded, crowd, crossing.trickle());
        checkLeftOpen(crowd, STILL_IDLE);
        crossing.reopened(crowd.tell("dry"));
    }

    private void pairs(Address empty, Address crowded, CrowdProcess crowd, Crossing.Pairs into)
            throws InterruptedException {
        long began = System.nanoTime();
        for (int pair = 0; pair < plan.pairs(); pair++) {
            if (pair % 2 == 0) {
                Activity alone = alone(empty, crowd);
                into.add(alone, active(crowded));
            } else {
                Activity beside = active(crowded);
                into.add(alone(empty, crowd), beside);
            }
            if (pair + 1 >= LEAST_PAIRS
                    && System.nanoTime() - began > plan.quarter().toNanos()) {
                return;
            }
        }
    }

    private Activity alone(Address empty, CrowdProcess crowd) throws InterruptedException {
        crowd.tell("pause");
        Activity alone = active(empty);
        crowd.tell("resume");
        return alone;
    }

    private Activity active(Address address) throws InterruptedException {
        return ActiveClients.run(ACTIVE, address.port(), address.id(), plan.ramp(), plan.counted());
    }

    /** The share of one processor that the server takes while nobody calls. */
    private double idleCpu() throws InterruptedException {
        Thread.sleep(plan.warmUp().dividedBy(2).toMillis()); // what the compiler has left
        Duration before = one.server().cpu();
        long from = System.nanoTime();
        Thread.sleep(plan.warmUp().toMillis());
        return one.server().cpu().minus(before).toNanos() / (double) (System.nanoTime() - from);
    }

    /** A server that closes idle connections would look good here; a few dozen may go in favour of busy ones. */
    private void checkLeftOpen(CrowdProcess crowd, int idle) {
        long open = crowd.tell("count");
        if (open < idle - MAY_BE_CLOSED) {
            throw new IllegalStateException("server " + crossing.server() + " has closed " + (idle - open) + " of "
                    + idle + " idle connections");
        }
    }
}
