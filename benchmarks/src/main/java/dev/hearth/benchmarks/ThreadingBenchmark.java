package dev.hearth.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures Hearth's threading policies against plain RMI objects that do the same by hand, through the JDK's own client.
 *
 * <p>As many client threads as objects, each calling its own. The two servers take turns in bursts, as in {@link
 * WireBenchmark}.
 */
public final class ThreadingBenchmark {
    private static final List<Integer> THREADS = List.of(4, 32);

    /**
     * How long to measure.
     *
     * @param pairs the pairs of slices for each policy and number of threads
     * @param bursts the bursts in a slice, where there is time enough
     * @param burst how long each of them counts
     * @param budget the time for all pairs of one number of threads
     * @param warmUp for each server and policy
     */
    private record Plan(int pairs, int bursts, Duration burst, Duration budget, Duration warmUp) {
        private static final Plan QUICK =
                new Plan(7, 4, Duration.ofMillis(40), Duration.ofSeconds(16), Duration.ofMillis(550));
        private static final Plan FULL =
                new Plan(9, 10, Duration.ofMillis(100), Duration.ofSeconds(110), Duration.ofMillis(1_500));

        static Plan named(String name) {
            return switch (name) {
                case "quick" -> QUICK;
                case "full" -> FULL;
                default -> throw new IllegalArgumentException("quick or full, not " + name);
            };
        }
    }

    /** One policy at one number of client threads: what each server is called by. */
    private record Contest(Duel duel, List<Load.Call> ours, List<Load.Call> theirs) {}

    private final Plan plan;
    private final Server ours;
    private final Server theirs;

    private ThreadingBenchmark(Plan plan, Server ours, Server theirs) {
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
            ThreadingBenchmark benchmark = new ThreadingBenchmark(plan, ours, theirs);
            Map<Policy, List<Duel>> duels = benchmark.run();
            ManyObjects.Cost many = benchmark.many();
            new ThreadingReport(System.out, ours.name(), theirs.name()).print(duels, many);
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private Map<Policy, List<Duel>> run() throws InterruptedException {
        Map<Policy, List<Duel>> duels = new EnumMap<>(Policy.class);
        for (int threads : THREADS) {
            System.out.printf(
                    "%d client threads on %d objects: warm-up, then %d pairs ...%n", threads, threads, plan.pairs());
            Map<Policy, Contest> contests = contests(threads);
            for (Contest contest : contests.values()) {
                warmUp(contest);
            }
            measure(List.copyOf(contests.values()));
            contests.forEach((policy, contest) ->
                    duels.computeIfAbsent(policy, first -> new ArrayList<>()).add(contest.duel()));
        }
        return duels;
    }

    private ManyObjects.Cost many() throws InterruptedException {
        System.out.printf("%,d active per-object objects of %s ...%n", ManyObjects.COUNT, ours.name());
        return new ManyObjects(ours).measure(plan.pairs(), plan.burst());
    }

    private Map<Policy, Contest> contests(int threads) {
        Map<Policy, Contest> contests = new EnumMap<>(Policy.class);
        for (Policy policy : Policy.values()) {
            Duel duel = new Duel(policy.label(), threads);
            contests.put(policy, new Contest(duel, calls(ours, policy, threads), calls(theirs, policy, threads)));
        }
        return contests;
    }

    private static List<Load.Call> calls(Server server, Policy policy, int threads) {
        return IntStream.range(0, threads)
                .mapToObj(key -> server.bench(policy.object(server.name(), key)))
                .map(bench -> (Load.Call) () -> Workload.ADD.call(bench))
                .toList();
    }

    private void warmUp(Contest contest) throws InterruptedException {
        burst(contest, ours, contest.ours(), plan.warmUp());
        burst(contest, theirs, contest.theirs(), plan.warmUp());
    }

    private void measure(List<Contest> contests) throws InterruptedException {
        Pace pace = new Pace(System.nanoTime(), plan.budget(), plan.pairs(), plan.bursts());
        for (int pair = 0; pair < plan.pairs(); pair++) {
            int bursts = pace.next(System.nanoTime());
            for (Contest contest : contests) {
                measure(contest, bursts);
            }
        }
    }

    private void measure(Contest contest, int bursts) throws InterruptedException {
        SliceMeter our = new SliceMeter(ours);
        SliceMeter their = new SliceMeter(theirs);
        for (int i = 0; i < bursts; i++) {
            boolean oursFirst = i % 2 == 0;
            if (oursFirst) {
                our.add(burst(contest, ours, contest.ours(), plan.burst()));
            }
            their.add(burst(contest, theirs, contest.theirs(), plan.burst()));
            if (!oursFirst) {
                our.add(burst(contest, ours, contest.ours(), plan.burst()));
            }
        }
        contest.duel().add(our.finish(), their.finish());
    }

    private static Burst burst(Contest contest, Server server, List<Load.Call> calls, Duration time)
            throws InterruptedException {
        return Load.run(contest.duel().label() + " objects of " + server.name(), calls, time);
    }
}
