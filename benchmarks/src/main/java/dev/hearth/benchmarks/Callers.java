package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Tally;
import dev.hearth.benchmarks.subject.Versioned;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that call without a pause while versions change: some a transient object, on one stub, and a few a persistent object
 * each.
 *
 * <p>A call has failed that throws, that answers with an older version than its client has seen, or, of a persistent object,
 * that has not counted on from the call before. Latencies are those of calls of the transient object during a switch: a
 * persistent object's have the disk in them.
 */
final class Callers {
    private final Versioned object;
    private final List<Tally> tallies;
    private final List<Thread> threads = new ArrayList<>();
    private final List<LatencyHistogram> histograms = new ArrayList<>();
    private final List<AtomicLong> seen = new ArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile String firstFailure = "";
    private volatile boolean switching;
    private volatile boolean ending;

    Callers(Versioned object, List<Tally> tallies) {
        this.object = object;
        this.tallies = tallies;
    }

    void start(int clients) {
        for (int i = 0; i < clients; i++) {
            LatencyHistogram histogram = new LatencyHistogram();
            AtomicLong newest = new AtomicLong();
            histograms.add(histogram);
            seen.add(newest);
            threads.add(new Thread(() -> call(histogram, newest)));
        }
        tallies.forEach(tally -> threads.add(new Thread(() -> count(tally))));
        threads.forEach(Thread::start);
    }

    private void call(LatencyHistogram histogram, AtomicLong newest) {
        while (!ending) {
            boolean counts = switching;
            long began = System.nanoTime();
            try {
                long answer = object.version();
                if (answer < newest.get()) {
                    fail("version " + answer + " after version " + newest.get());
                }
                newest.set(answer);
            } catch (RemoteException | RuntimeException failure) {
                fail(failure.toString());
            }
            if (counts || switching) {
                histogram.record(System.nanoTime() - began);
            }
            calls.incrementAndGet();
        }
    }

    private void count(Tally tally) {
        long last = -1;
        while (!ending) {
            try {
                long answer = tally.count();
                if (last >= 0 && answer != last + 1) {
                    fail("a count of " + answer + " after one of " + last);
                }
                last = answer;
            } catch (RemoteException | RuntimeException failure) {
                fail(failure.toString());
            }
            calls.incrementAndGet();
        }
    }

    private void fail(String how) {
        if (failed.getAndIncrement() == 0) {
            firstFailure = how;
        }
    }

    /** From now on latencies count. */
    void switchBegins() {
        switching = true;
    }

    /** Waits until all clients have had an answer of this version. */
    void awaitSwitch(long version, long patienceNanos) throws InterruptedException {
        long giveUp = System.nanoTime() + patienceNanos;
        while (seen.stream().anyMatch(newest -> newest.get() < version)) {
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("version " + version + " does not answer");
            }
            Thread.sleep(1);
        }
        switching = false;
    }

    LatencyHistogram end() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
        LatencyHistogram all = new LatencyHistogram();
        histograms.forEach(all::add);
        return all;
    }

    long calls() {
        return calls.get();
    }

    long failed() {
        return failed.get();
    }

    String firstFailure() {
        return firstFailure;
    }
}
