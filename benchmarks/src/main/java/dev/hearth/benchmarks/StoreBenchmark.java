package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures how many changes of persistent objects are acknowledged in a second, beside what the disk itself syncs, what raw RMI
 * calls, and what objects reach that keep their state in H2 by hand.
 *
 * <p>All take turns in bursts, round after round, so what else the machine does weighs on all of them.
 */
public final class StoreBenchmark {
    private static final int MANY = 100_000;
    private static final int SMALL = 200;

    /**
     * How long to measure.
     *
     * @param rounds in each of which every load has one burst
     * @param burst how long that is
     * @param warmUp of each load
     * @param full whether what takes long is measured as well
     */
    private record Plan(int rounds, Duration burst, Duration warmUp, boolean full) {
        private static final Plan QUICK = new Plan(7, Duration.ofMillis(350), Duration.ofMillis(1_200), false);
        private static final Plan FULL = new Plan(9, Duration.ofSeconds(1), Duration.ofSeconds(4), true);

        static Plan named(String name) {
            return switch (name) {
                case "quick" -> QUICK;
                case "full" -> FULL;
                default -> throw new IllegalArgumentException("quick or full, not " + name);
            };
        }
    }

    /** A load, and what it came to. */
    private record Contest(StoreRow row, List<Load.Call> calls) {}

    private final Plan plan;
    private final Path data;
    private final SyncedAppends appends;
    private final List<Double> syncs = new ArrayList<>();

    private StoreBenchmark(Plan plan, Path data) {
        this.plan = plan;
        this.data = data;
        this.appends = new SyncedAppends(data);
    }

    /**
     * Arguments: {@code quick} or {@code full}, the folder of the container's data, then process id and port of the container,
     * of the objects by hand, and for {@code full} of containers whose durability is {@code process} and {@code relaxed}. Exits
     * with 1 and a message if a server does not answer, or not rightly.
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            Plan plan = Plan.named(args[0]);
            List<Server> servers = new ArrayList<>();
            List<String> names = List.of("hearth", "by hand, H2", "hearth, process", "hearth, relaxed");
            for (int i = 2; i + 1 < args.length; i += 2) {
                servers.add(Server.await(
                        names.get(servers.size()), Long.parseLong(args[i]), Integer.parseInt(args[i + 1])));
            }
            new StoreBenchmark(plan, Path.of(args[1])).run(servers);
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void run(List<Server> servers) throws InterruptedException {
        Server hearth = servers.get(0);
        Server byHand = servers.get(1);
        Contest one = own(hearth, SMALL, 1, 0.5);
        Contest eight = own(hearth, SMALL, 8, 2.5);
        Contest thirtyTwo = own(hearth, SMALL, 32, 5);
        Contest shared = shared(hearth);
        Contest oneByHand = own(byHand, SMALL, 1, 0);
        Contest rmi = new Contest(
                new StoreRow("32 clients, no state at all", "raw RMI", 0),
                Collections.nCopies(32, () -> Workload.ADD.call(byHand.bench())));
        List<Contest> contests = new ArrayList<>(List.of(one, eight, thirtyTwo, shared, oneByHand, rmi));
        if (plan.full()) {
            for (int clients : new int[] {8, 32}) {
                contests.add(own(byHand, SMALL, clients, 0));
            }
            for (int bytes : new int[] {10 << 10, 1 << 20}) {
                contests.add(own(hearth, bytes, 1, 0));
                contests.add(own(hearth, bytes, 8, 0));
            }
            for (Server other : servers.subList(2, servers.size())) {
                for (int clients : new int[] {1, 8, 32}) {
                    contests.add(own(other, SMALL, clients, 0));
                }
            }
        }
        measure(contests);
        List<StoreRow> rows =
                new ArrayList<>(contests.stream().map(Contest::row).toList());
        rows.remove(rmi.row());
        long[] folder = plan.full() ? many(hearth, rows) : new long[0];
        StoreReport report = new StoreReport(System.out);
        Spread appended = Spread.of(syncs);
        report.table(appended, rmi.row(), rows);
        if (folder.length > 0) {
            report.folder(folder[0], folder[1]);
        }
        report.result(appended, rmi.row(), one.row(), eight.row(), thirtyTwo.row(), shared.row(), oneByHand.row());
    }

    private static String size(int bytes) {
        return bytes < 1 << 10 ? bytes + " bytes" : bytes < 1 << 20 ? (bytes >> 10) + " KiB" : (bytes >> 20) + " MiB";
    }

    private static Contest own(Server server, int bytes, int clients, double required) {
        String label = clients + (clients == 1 ? " client" : " clients, each its own") + ", " + size(bytes);
        List<Load.Call> calls = IntStream.range(0, clients)
                .mapToObj(key -> counting(tally(server, bytes + "/" + clients + "-" + key)))
                .toList();
        return new Contest(new StoreRow(label, server.name(), required), calls);
    }

    private static Contest shared(Server server) {
        Tally tally = tally(server, SMALL + "/shared");
        List<Load.Call> calls =
                IntStream.range(0, 32).mapToObj(client -> growing(tally)).toList();
        return new Contest(new StoreRow("32 clients on one object, " + size(SMALL), server.name(), 2), calls);
    }

    private static Tally tally(Server server, String key) {
        try {
            return tally(LocateRegistry.getRegistry("127.0.0.1", server.port()), key);
        } catch (RemoteException | NotBoundException missing) {
            throw new IllegalStateException(
                    "server " + server.name() + " has no tally/" + key + ": " + missing, missing);
        }
    }

    private static Tally tally(Registry registry, String key) throws RemoteException, NotBoundException {
        return (Tally) registry.lookup("tally/" + key);
    }

    /** Nobody else counts there: each answer is one more than the last. */
    private static Load.Call counting(Tally tally) {
        AtomicLong last = new AtomicLong(-1);
        return () -> {
            long now = tally.count();
            long before = last.getAndSet(now);
            return before < 0 || now == before + 1;
        };
    }

    private static Load.Call growing(Tally tally) {
        AtomicLong last = new AtomicLong();
        return () -> {
            long now = tally.count();
            return now > last.getAndSet(now);
        };
    }

    private void measure(List<Contest> contests) throws InterruptedException {
        System.out.printf("warm-up, then %d rounds of %d loads ...%n", plan.rounds(), contests.size());
        for (Contest contest : contests) {
            burst(contest, plan.warmUp());
        }
        for (int round = 0; round < plan.rounds(); round++) {
            double before = append();
            for (Contest contest : contests) {
                Burst burst = burst(contest, plan.burst());
                double after = append();
                contest.row().add(burst, (before + after) / 2);
                before = after;
            }
        }
    }

    private double append() {
        double now = appends.perSecond(plan.burst().dividedBy(3));
        syncs.add(now);
        return now;
    }

    private static Burst burst(Contest contest, Duration time) throws InterruptedException {
        return Load.run(contest.row().label() + " of " + contest.row().server(), contest.calls(), time);
    }

    /** A minute of changes all over the place. Returns how large the data folder is at the end, and was at most. */
    private long[] many(Server hearth, List<StoreRow> rows) throws InterruptedException {
        System.out.printf("%,d objects are made, then changed at random for a minute ...%n", MANY);
        List<Tally> tallies = new ArrayList<>(Collections.nCopies(MANY, null));
        try {
            Registry registry = LocateRegistry.getRegistry("127.0.0.1", hearth.port());
            for (int i = 0; i < MANY; i++) {
                tallies.set(i, tally(registry, SMALL + "/many-" + i));
            }
        } catch (RemoteException | NotBoundException refused) {
            throw new IllegalStateException("not all objects could be made: " + refused, refused);
        }
        StoreRow row = new StoreRow("32 clients over 100,000 objects", hearth.name(), 1.5);
        List<Load.Call> calls = Collections.nCopies(
                32, () -> tallies.get(ThreadLocalRandom.current().nextInt(MANY)).count() > 0);
        long most = 0;
        for (int second = 0; second < 60; second++) {
            double before = append();
            Burst burst = Load.run(row.label(), calls, Duration.ofSeconds(1));
            row.add(burst, (before + append()) / 2);
            most = Math.max(most, size(data));
        }
        rows.add(row);
        return new long[] {size(data), most};
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(StoreBenchmark::sizeOfFile).sum();
        } catch (IOException failed) {
            throw new UncheckedIOException("the data folder can't be read", failed);
        }
    }

    /** Files come and go. */
    private static long sizeOfFile(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }
}
