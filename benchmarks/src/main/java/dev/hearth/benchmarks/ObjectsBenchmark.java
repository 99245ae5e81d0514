package dev.hearth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what a server keeps for each object that it has handed out and that its client holds.
 *
 * <p>Both servers are up all the time and hand out in turns, a few thousand objects each, so that what else the machine
 * does weighs on the times of both alike. The heap is that of live objects alone, before and after.
 */
public final class ObjectsBenchmark {
    private static final int OBJECTS = 100_000;
    private static final int WARM_UP = 4_000;
    private static final int ROUNDS = 20;

    /** What one server came to. */
    private record Cost(double bytesPerObject, List<Double> microsPerObject) {}

    private final int timed;
    private final Handout ours;
    private final Handout theirs;

    /** @param timed how many of the objects are handed out one by one, and timed; the rest goes out a hundred at a time */
    private ObjectsBenchmark(int timed, Handout ours, Handout theirs) {
        this.timed = timed;
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * Arguments: how many objects are timed, then name, process id and port of the one server and of the other. Exits with 1 and
     * a message if a server does not answer, or loses an object.
     */
    public static void main(String[] args) throws InterruptedException {
        try (Handout ours = handout(args, 1);
                Handout theirs = handout(args, 4)) {
            new ObjectsBenchmark(Integer.parseInt(args[0]), ours, theirs).run();
            // Leases need not be given back: the servers end with this measurement.
            System.exit(0);
        } catch (IllegalArgumentException | IllegalStateException failure) {
            System.err.println("benchmarks: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static Handout handout(String[] args, int from) throws InterruptedException {
        int port = Integer.parseInt(args[from + 2]);
        return Handout.of(Server.await(args[from], Long.parseLong(args[from + 1]), port), port);
    }

    private void run() throws InterruptedException {
        System.out.printf("warm-up: %,d objects of each; then %,d of each ...%n", WARM_UP, OBJECTS);
        ours.take(WARM_UP);
        theirs.take(WARM_UP);
        long ourHeap = heap(ours);
        long theirHeap = heap(theirs);
        List<Double> ourTimes = new ArrayList<>();
        List<Double> theirTimes = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            boolean oursFirst = round % 2 == 0;
            hand(oursFirst ? ours : theirs, oursFirst ? ourTimes : theirTimes);
            hand(oursFirst ? theirs : ours, oursFirst ? theirTimes : ourTimes);
        }
        ours.takeTogether(OBJECTS - timed);
        theirs.takeTogether(OBJECTS - timed);
        Cost our = new Cost(perObject(ours, ourHeap), ourTimes);
        Cost their = new Cost(perObject(theirs, theirHeap), theirTimes);
        ours.probe();
        theirs.probe();
        report(our, their);
    }

    private void hand(Handout handout, List<Double> times) throws InterruptedException {
        int count = timed / ROUNDS;
        times.add(handout.take(count) / 1e3 / count);
    }

    /** Asked twice: what weak references and cleaners still held the first time is gone the second. */
    private static long heap(Handout handout) throws InterruptedException {
        LiveHeap.bytes(handout.server().process());
        return LiveHeap.bytes(handout.server().process());
    }

    private static double perObject(Handout handout, long before) throws InterruptedException {
        return (heap(handout) - before) / (double) OBJECTS;
    }

    private void report(Cost our, Cost their) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            ratios.add(our.microsPerObject().get(i) / their.microsPerObject().get(i));
        }
        Spread times = Spread.of(ratios);
        print("%n%-10s %22s %24s%n", "server", "heap bytes per object", "us per object handed out");
        row(ours.server().name(), our);
        row(theirs.server().name(), their);
        print(
                "time ratio %.3f (%.2f..%.2f), the median (least..greatest) over the rounds%n",
                times.median(), times.min(), times.max());
        print(
                "RESULT heap_ratio=%.3f bytes_per_object=%.1f jdk_bytes_per_object=%.1f us_per_object=%.1f"
                        + " jdk_us_per_object=%.1f us_ratio=%.3f%n",
                our.bytesPerObject() / their.bytesPerObject(),
                our.bytesPerObject(),
                their.bytesPerObject(),
                Spread.of(our.microsPerObject()).median(),
                Spread.of(their.microsPerObject()).median(),
                times.median());
    }

    private static void row(String name, Cost cost) {
        print(
                "%-10s %22.1f %24.1f%n",
                name, cost.bytesPerObject(), Spread.of(cost.microsPerObject()).median());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
