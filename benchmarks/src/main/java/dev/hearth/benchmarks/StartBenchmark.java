package dev.hearth.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Measures the time from the launcher's process start to the first answered call of a client that is already running
 * and keeps asking, and the container's resident memory at that moment.
 */
public final class StartBenchmark {
    private static final Duration FIRST_PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 2;

    private record Start(double readyMillis, double residentMebibytes) {}

    private final Greeting greeting = new Greeting();
    private final File log;
    private final List<String> command;

    private @Nullable LaunchedContainer running;
    private boolean ending;

    private StartBenchmark(File log, List<String> command) {
        this.log = log;
        this.command = command;
    }

    /**
     * Arguments: the number of rounds, the file for what containers print, and the launcher's command with
     * <code>{port}</code> where the port belongs. Exits with 1 and a message if a container does not come up.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            StartBenchmark benchmark =
                    new StartBenchmark(new File(args[1]), List.of(args).subList(2, args.length));
            Runtime.getRuntime().addShutdownHook(new Thread(benchmark::end));
            report(benchmark.run(Integer.parseInt(args[0])));
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private List<Start> run(int rounds) throws IOException, InterruptedException {
        System.out.println("first start, discarded (what is made once may be made now) ...");
        round(FIRST_PATIENCE);
        List<Start> starts = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Start start = round(PATIENCE);
            print("start %2d of %d: %6.0f ms, %6.1f MiB%n", i, rounds, start.readyMillis(), start.residentMebibytes());
            starts.add(start);
        }
        return starts;
    }

    private Start round(Duration patience) throws IOException, InterruptedException {
        int port = freePort();
        List<String> started =
                command.stream().map(word -> word.replace("{port}", "" + port)).toList();
        long began = System.nanoTime();
        LaunchedContainer container = launch(started);
        try {
            awaitFirstAnswer(container, port, patience);
            double millis = (System.nanoTime() - began) / 1e6;
            return new Start(millis, container.residentBytes() / (double) (1 << 20));
        } finally {
            stop();
        }
    }

    private void awaitFirstAnswer(LaunchedContainer container, int port, Duration patience)
            throws InterruptedException {
        long giveUp = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                greeting.exchange(port);
                return;
            } catch (RemoteException | NotBoundException notYet) {
                if (!container.isAlive() || System.nanoTime() > giveUp) {
                    String how =
                            container.isAlive() ? "does not answer within " + patience.toSeconds() + " s" : "has ended";
                    throw new IllegalStateException("the container " + how + ": " + notYet, notYet);
                }
                Thread.sleep(POLL_MILLIS);
            }
        }
    }

    private synchronized LaunchedContainer launch(List<String> words) throws IOException {
        if (ending) {
            throw new IllegalStateException("the measurement was interrupted");
        }
        LaunchedContainer container = LaunchedContainer.start(words, log);
        running = container;
        return container;
    }

    private synchronized void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Runs when this JVM is told to end: afterwards no container is left, and none begins. */
    private synchronized void end() {
        ending = true;
        stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void report(List<Start> starts) {
        Spread ready = Spread.of(starts.stream().map(Start::readyMillis).toList());
        Spread memory = Spread.of(starts.stream().map(Start::residentMebibytes).toList());
        print("%nready after   %.0f ms (%.0f..%.0f)%n", ready.median(), ready.min(), ready.max());
        print("resident then %.1f MiB (%.1f..%.1f)%n", memory.median(), memory.min(), memory.max());
        print("RESULT ready_ms=%.1f rss_mib=%.1f%n", ready.median(), memory.median());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
