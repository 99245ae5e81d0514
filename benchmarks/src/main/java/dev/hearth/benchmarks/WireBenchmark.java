package dev.hearth.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
     * @param traffic what is called
     * @param threads the numbers of client threads
     * @param pairs the pairs of slices for each kind of call and number of threads
     * @param bursts the bursts in a slice, where there is time enough
     * @param burst how long each of them counts
     * @param budget the time for all pairs of one number of threads
     * @param warmUp for each server and kind of call
     */
    private record Plan(
            List<? extends Traffic> traffic,
            List<Integer> threads,
            int pairs,
            int bursts,
            Duration burst,
            Duration budget,
            Duration warmUp) {
        private static final List<Workload> WORKLOADS = List.of(Workload.values());
        private static final List<Payload> PAYLOADS = List.of(Payload.values());
        private static final Duration LONG = Duration.ofMillis(100);
        private static final Duration SHORT = Duration.ofMillis(50);

        /** @param name the plan's, and behind a colon the labels of the only traffic that is wanted */
        static Plan named(String name) {
            int colon = name.indexOf(':');
            if (colon >= 0) {
                return named(name.substring(0, colon))
                        .only(List.of(name.substring(colon + 1).split(",", -1)));
            }
            return switch (name) {
                case "quick" ->
                    new Plan(WORKLOADS, List.of(4), 8, 12, SHORT, Duration.ofSeconds(34), Duration.ofMillis(1_700));
                case "full" ->
                    new Plan(
                            WORKLOADS,
                            List.of(1, 4, 32),
                            8,
                            12,
                            LONG,
                            Duration.ofSeconds(66),
                            Duration.ofMillis(1_500));
                case "payloads-quick" ->
                    new Plan(PAYLOADS, List.of(4), 7, 12, SHORT, Duration.ofSeconds(31), Duration.ofMillis(600));
                case "payloads" ->
                    new Plan(PAYLOADS, List.of(4, 32), 8, 12, LONG, Duration.ofSeconds(180), Duration.ofSeconds(3));
                default -> throw new IllegalArgumentException("no such plan: " + name);
            };
        }

        private Plan only(List<String> labels) {
            List<? extends Traffic> chosen = traffic.stream()
                    .filter(each -> labels.contains(each.label()))
                    .toList();
            if (chosen.size() < labels.size()) {
                throw new IllegalArgumentException(
                        "there is " + traffic.stream().map(Traffic::label).toList() + ", not all of " + labels);
            }
            return new Plan(chosen, threads, pairs, bursts, burst, budget, warmUp);
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
     * Arguments: the plan's name, then name, process id and port of the one server and of the other.
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
        for (Traffic traffic : plan.traffic()) {
            Load.run(ours, traffic, threads, plan.warmUp());
            Load.run(theirs, traffic, threads, plan.warmUp());
        }
    }

    private List<Duel> measure(int threads) throws InterruptedException {
        Map<Traffic, Duel> duels = new LinkedHashMap<>();
        for (Traffic traffic : plan.traffic()) {
            duels.put(traffic, new Duel(traffic.label(), threads));
        }
        Pace pace = new Pace(System.nanoTime(), plan.budget(), plan.pairs(), plan.bursts());
        for (int pair = 0; pair < plan.pairs(); pair++) {
            int bursts = pace.next(System.nanoTime());
            for (Map.Entry<Traffic, Duel> duel : duels.entrySet()) {
                measure(duel.getKey(), duel.getValue(), bursts);
            }
        }
        return List.copyOf(duels.values());
    }

    private void measure(Traffic traffic, Duel duel, int bursts) throws InterruptedException {
        SliceMeter our = new SliceMeter(ours);
        SliceMeter their = new SliceMeter(theirs);
        for (int i = 0; i < bursts; i++) {
            boolean oursFirst = i % 2 == 0;
            burst(traffic, duel.threads(), oursFirst ? our : their);
            burst(traffic, duel.threads(), oursFirst ? their : our);
        }
        duel.add(our.finish(), their.finish());
    }

    private void burst(Traffic traffic, int threads, SliceMeter meter) throws InterruptedException {
        meter.add(Load.run(meter.server(), traffic, threads, plan.burst()));
    }
}
