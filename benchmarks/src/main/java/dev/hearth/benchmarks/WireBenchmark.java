package dev.hearth.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures two servers against each other through the JDK's own client, in this JVM.
 *
 * <p>Both servers are up all the time. The two slices of a pair take turns in bursts of a twentieth of a second or so, and
 * which of them begins changes from burst to burst: what else the machine does weighs on both alike, and neither a slow
 * drift nor the wake of the other's burst favours one.
 */
public final class WireBenchmark {

    /**
     * How long to measure.
     *
     * @param threads the numbers of client threads
     * @param pairs the pairs of slices for each workload and number of threads
     * @param bursts the bursts in a slice, where there is time enough
     * @param burst how long each of them counts
     * @param budget the time for all pairs of one number of threads
     * @param warmUp for each server and workload
     */
    private record Plan(
            List<Integer> threads, int pairs, int bursts, Duration burst, Duration budget, Duration warmUp) {
        private static final Plan QUICK =
                new Plan(List.of(4), 8, 12, Duration.ofMillis(50), Duration.ofSeconds(34), Duration.ofMillis(1_700));
        private static final Plan FULL = new Plan(
                List.of(1, 4, 32), 8, 12, Duration.ofMillis(100), Duration.ofSeconds(66), Duration.ofMillis(1_500));

        static Plan named(String name) {
            return switch (name) {
                case "quick" -> QUICK;
                case "full" -> FULL;
                default -> throw new IllegalArgumentException("quick or full, not " + name);
            };
        }
    }

    private final Plan plan;
    private final Server ours;
    private final Server theirs;

    private WireBenchmark(Plan plan, Server ours, Server theirs) {
        this.plan = plan;
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * Arguments: {@code quick} or {@code full}, then name, process id and port of the one server and of the other.
     * Exits with 1 and a message if a server does not answer, or not rightly.
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            Plan plan = Plan.named(args[0]);
            Server ours = Server.await(args[1], Long.parseLong(args[2]), Integer.parseInt(args[3]));
            Server theirs = Server.await(args[4], Long.parseLong(args[5]), Integer.parseInt(args[6]));
            List<Duel> duels = new WireBenchmark(plan, ours, theirs).run();
            new WireReport(System.out, ours.name(), theirs.name()).print(duels);
            // A thread of the client's RMI may linger; what it waits for is of no interest any more.
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private List<Duel> run() throws InterruptedException {
        List<Duel> duels = new ArrayList<>();
        for (int threads : plan.threads()) {
            System.out.printf("%d client thread(s): warm-up, then %d pairs ...%n", threads, plan.pairs());
            warmUp(threads);
            duels.addAll(measure(threads));
        }
        return duels;
    }

    private void warmUp(int threads) throws InterruptedException {
        for (Workload workload : Workload.values()) {
            Load.run(ours, workload, threads, plan.warmUp());
            Load.run(theirs, workload, threads, plan.warmUp());
        }
    }

    private List<Duel> measure(int threads) throws InterruptedException {
        Map<Workload, Duel> duels = new EnumMap<>(Workload.class);
        for (Workload workload : Workload.values()) {
            duels.put(workload, new Duel(workload.label(), threads));
        }
        Pace pace = new Pace(System.nanoTime(), plan.budget(), plan.pairs(), plan.bursts());
        for (int pair = 0; pair < plan.pairs(); pair++) {
            int bursts = pace.next(System.nanoTime());
            for (Map.Entry<Workload, Duel> duel : duels.entrySet()) {
                measure(duel.getKey(), duel.getValue(), bursts);
            }
        }
        return List.copyOf(duels.values());
    }

    private void measure(Workload workload, Duel duel, int bursts) throws InterruptedException {
        SliceMeter our = new SliceMeter(ours);
        SliceMeter their = new SliceMeter(theirs);
        for (int i = 0; i < bursts; i++) {
            boolean oursFirst = i % 2 == 0;
            burst(workload, duel.threads(), oursFirst ? our : their);
            burst(workload, duel.threads(), oursFirst ? their : our);
        }
        duel.add(our.finish(), their.finish());
    }

    private void burst(Workload workload, int threads, SliceMeter meter) throws InterruptedException {
        meter.add(Load.run(meter.server(), workload, threads, plan.burst()));
    }
}
