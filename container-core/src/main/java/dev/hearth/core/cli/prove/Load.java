package dev.hearth.core.cli.prove;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The clients of one round, each on a thread of its own; it ends when the container does. */
final class Load {

    private static final long PATIENCE_SECONDS = 60;

    private final Counts counts = new Counts();
    private final List<Thread> threads;

    private Load(List<Worker> workers) {
        threads = workers.stream()
                .map(worker -> new Thread(() -> worker.callUntilOver(counts), "prove-client"))
                .toList();
    }

    static Load begin(List<Worker> workers) {
        Load load = new Load(workers);
        load.threads.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        return load;
    }

    Counts counts() {
        return counts;
    }

    int clients() {
        return threads.size();
    }

    /** Waits until all clients have noticed the container's end; false if one has not in time. */
    boolean awaitOver() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
