package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Tally;
import dev.hearth.benchmarks.subject.Versioned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures deployment as its users meet it, through the deploy folder: how soon a new JAR answers, what calls notice of a
 * replacement, and what a thousand replacements leave in the heap.
 */
public final class DeployBenchmark {
    private static final int CLIENTS = 32;
    private static final int COUNTING = 4;
    private static final int WARM_UP = 4;
    private static final int FEW = 10;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int UNDEPLOY_MILLIS = 20;

    /** Between two replacements under load. */
    private static final int PAUSE_MILLIS = 500;

    /** Former versions are looked for once a second. */
    private static final int RELEASED_MILLIS = 2_000;

    private record Plan(int firstCalls, int replaceSeconds, int redeployments) {}

    private final Plan plan;
    private final ProcessHandle server;
    private final int port;
    private final Path deploy;
    private final VersionedJars jars;
    private long versions;

    private DeployBenchmark(Plan plan, long pid, int port, Path scratch, Path deploy) throws IOException {
        this.plan = plan;
        this.server = ProcessHandle.of(pid)
                .orElseThrow(() -> new IllegalStateException("the container has ended before it was measured"));
        this.port = port;
        this.deploy = deploy;
        this.jars = new VersionedJars(scratch);
    }

    /**
     * Arguments: full or quick, the container's process, its port, a folder to work in, and the deploy folder. Exits with 1 and
     * a message if the container does not do what is measured.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Plan plan = args[0].equals("quick") ? new Plan(12, 15, 100) : new Plan(60, 60, 1_000);
        try {
            new DeployBenchmark(
                            plan,
                            Long.parseLong(args[1]),
                            Integer.parseInt(args[2]),
                            Path.of(args[3]),
                            Path.of(args[4]))
                    .run();
            System.exit(0);
        } catch (IllegalStateException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private void run() throws IOException, InterruptedException {
        double first = firstCalls();
        Callers callers = replaceUnderLoad();
        LatencyHistogram latencies = callers.end();
        double p999 = latencies.percentile(0.999) / 1e6;
        print(
                "%d calls, %d of them during switches: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, most %.2f ms; %d failed %s%n",
                callers.calls(),
                latencies.total(),
                latencies.percentile(0.5) / 1e6,
                latencies.percentile(0.99) / 1e6,
                p999,
                latencies.percentile(1) / 1e6,
                callers.failed(),
                callers.firstFailure());
        double heap = heapRatio();
        print(
                "RESULT first_call_ms=%.1f replace_failed=%d replace_p999_ms=%.2f heap_ratio=%.4f%n",
                first, callers.failed(), p999, heap);
    }

    /** Milliseconds from the end of a copy to the first answer; the median. */
    private double firstCalls() throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < WARM_UP + plan.firstCalls(); i++) {
            String name = "fresh-" + i;
            Path jar = deploy.resolve(name + ".jar");
            byte[] content = jars.jar(name, ++versions);
            Files.write(jar, content);
            long copied = System.nanoTime();
            awaitVersion(name, versions);
            if (i >= WARM_UP) {
                millis.add((System.nanoTime() - copied) / 1e6);
            }
            Files.delete(jar);
            Thread.sleep(UNDEPLOY_MILLIS);
        }
        Spread spread = Spread.of(millis);
        print(
                "from the end of the copy to the first answer: %.1f ms (%.1f..%.1f), %d times%n",
                spread.median(), spread.min(), spread.max(), millis.size());
        return spread.median();
    }

    private Versioned awaitVersion(String name, long version) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE_NANOS;
        String last = "";
        while (System.nanoTime() < giveUp) {
            try {
                Versioned found = (Versioned) registry().lookup(name);
                long answer = found.version();
                if (answer == version) {
                    return found;
                }
                last = "version " + answer + " answers";
            } catch (RemoteException | NotBoundException notYet) {
                last = notYet.toString();
            }
            Thread.sleep(1);
        }
        throw new IllegalStateException("version " + version + " of " + name + " does not answer within "
                + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s: " + last);
    }

    private Registry registry() throws RemoteException {
        return LocateRegistry.getRegistry("127.0.0.1", port);
    }

    private Callers replaceUnderLoad() throws IOException, InterruptedException {
        String name = "replaced";
        Path jar = deploy.resolve(name + ".jar");
        Files.write(jar, jars.jar(name, ++versions));
        Callers callers = new Callers(awaitVersion(name, versions), tallies(name));
        callers.start(CLIENTS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(plan.replaceSeconds());
        int replacements = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            byte[] content = jars.jar(name, ++versions);
            Files.write(jar, content);
            callers.switchBegins();
            callers.awaitSwitch(versions, PATIENCE_NANOS);
            replacements++;
        }
        print("%d replacements under %d clients in %d s%n", replacements, CLIENTS + COUNTING, plan.replaceSeconds());
        return callers;
    }

    private List<Tally> tallies(String name) throws RemoteException {
        List<Tally> tallies = new ArrayList<>();
        try {
            for (int i = 0; i < COUNTING; i++) {
                tallies.add((Tally) registry().lookup(name + "-tally/" + i));
            }
        } catch (NotBoundException missing) {
            throw new IllegalStateException("the JAR's persistent objects are not there: " + missing, missing);
        }
        return tallies;
    }

    private double heapRatio() throws IOException, InterruptedException {
        redeploy(FEW);
        long few = liveHeap();
        redeploy(plan.redeployments() - FEW);
        long many = liveHeap();
        print(
                "live heap: %.2f MiB after %d redeployments, %.2f MiB after %d%n",
                few / (double) (1 << 20), FEW, many / (double) (1 << 20), plan.redeployments());
        return many / (double) few;
    }

    private void redeploy(int times) throws IOException, InterruptedException {
        Path jar = deploy.resolve("replaced.jar");
        for (int i = 0; i < times; i++) {
            Files.write(jar, jars.jar("replaced", ++versions));
            awaitVersion("replaced", versions);
        }
    }

    private long liveHeap() throws InterruptedException {
        Thread.sleep(RELEASED_MILLIS);
        LiveHeap.bytes(server); // the first collection clears what waits to be finalized or cleaned
        return LiveHeap.bytes(server);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
