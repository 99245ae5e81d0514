package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Bench;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ten thousand active objects with a thread each: what one of them takes, and what it costs that each call wakes another
 * thread.
 */
final class ManyObjects {
    static final int COUNT = 10_000;

    private static final int THREADS = 4;

    /**
     * What they came to.
     *
     * @param kibibytesPerObject resident memory outside of the heap, and live heap
     * @param threads of the whole process
     * @param spreadRatio calls/s that go round among all objects, divided by those to four of them
     */
    record Cost(double kibibytesPerObject, long threads, Spread spreadRatio) {}

    private final Server server;
    private final List<Bench> objects = new ArrayList<>(COUNT);

    ManyObjects(Server server) {
        this.server = server;
    }

    Cost measure(int pairs, Duration burst) throws InterruptedException {
        Footprint before = Footprint.of(server.process());
        try {
            activate();
        } catch (RemoteException refused) {
            throw new IllegalStateException(
                    "object " + objects.size() + " of " + server.name() + " could not be activated: " + refused,
                    refused);
        }
        Footprint after = Footprint.of(server.process());
        List<Double> ratios = new ArrayList<>();
        round(1, burst);
        round(COUNT / THREADS, burst);
        for (int pair = 0; pair < pairs; pair++) {
            boolean fewFirst = pair % 2 == 0;
            double first = round(fewFirst ? 1 : COUNT / THREADS, burst);
            double second = round(fewFirst ? COUNT / THREADS : 1, burst);
            ratios.add(fewFirst ? second / first : first / second);
        }
        return new Cost(after.kibibytesPer(before, COUNT), after.threads(), Spread.of(ratios));
    }

    private void activate() throws RemoteException {
        for (int key = 0; key < COUNT; key++) {
            Bench object = server.bench(Policy.PER_OBJECT.object(server.name(), key));
            objects.add(object);
            Workload.ADD.call(object);
        }
    }

    /** Calls per second where each thread goes round among so many objects of its own. */
    private double round(int objectsEach, Duration time) throws InterruptedException {
        List<Load.Call> calls = IntStream.range(0, THREADS)
                .mapToObj(thread -> around(objects.subList(thread * objectsEach, (thread + 1) * objectsEach)))
                .toList();
        Burst burst = Load.run("the many objects of " + server.name(), calls, time);
        return burst.timed().total() * 1e9 / burst.elapsedNanos();
    }

    private static Load.Call around(List<Bench> own) {
        int[] next = {0};
        return () -> Workload.ADD.call(own.get(next[0]++ % own.size()));
    }
}
