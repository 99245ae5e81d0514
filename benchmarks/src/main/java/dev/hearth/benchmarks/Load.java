package dev.hearth.benchmarks;

import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Client threads that call one server as fast as it answers, each waiting for its answer before the next call.
 *
 * <p>The JDK's client opens a connection for each call in progress, whatever stub it is made through, so there are as many
 * connections as threads. The first {@value #RAMP_MILLIS} ms are not counted: connections that rested during the other
 * server's turn are pinged or opened anew then.
 *
 * <p>For one use by one thread.
 */
final class Load {
    private static final int RAMP_MILLIS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String what;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile Phase phase = Phase.RAMP;

    private enum Phase {
        RAMP,
        COUNTED,
        OVER
    }

    /** A call that is made again and again; by one thread at a time. */
    @FunctionalInterface
    interface Call {
        /** Makes the call and says whether the answer was right. */
        boolean make() throws RemoteException;
    }

    /** @param what for messages: what is called, and where */
    private Load(String what) {
        this.what = what;
    }

    /** Calls through the server's one stub, by so many threads, for the given time; otherwise as the other. */
    static Burst run(Server server, Traffic traffic, int threads, Duration time) throws InterruptedException {
        return run(traffic.label() + " of " + server.name(), Collections.nCopies(threads, traffic.to(server)), time);
    }

    /**
     * Makes each of the calls again and again, by a thread of its own, for the given time and says what it came to.
     *
     * @param what for messages: what is called, and where
     * @throws IllegalStateException if a call fails, answers wrongly or does not come back
     */
    static Burst run(String what, List<Call> calls, Duration time) throws InterruptedException {
        return new Load(what).burst(calls, time);
    }

    private Burst burst(List<Call> calls, Duration time) throws InterruptedException {
        List<Caller> callers = calls.stream().map(Caller::new).toList();
        callers.forEach(Thread::start);
        Thread.sleep(RAMP_MILLIS);
        long from = System.nanoTime();
        phase = Phase.COUNTED;
        Thread.sleep(time.toMillis());
        phase = Phase.OVER;
        long until = System.nanoTime();
        return sum(callers, until - from);
    }

    private Burst sum(List<Caller> callers, long elapsedNanos) throws InterruptedException {
        LatencyHistogram timed = new LatencyHistogram();
        long calls = 0;
        for (Caller caller : callers) {
            caller.join(PATIENCE.toMillis());
            if (caller.isAlive()) {
                throw new IllegalStateException(
                        "a call of " + what + " has not come back within " + PATIENCE.toSeconds() + " s");
            }
            timed.add(caller.timed);
            calls += caller.calls;
        }
        @Nullable Throwable failure = failures.peek();
        if (failure != null) {
            throw new IllegalStateException("a call of " + what + " failed: " + failure, failure);
        }
        return new Burst(timed, elapsedNanos, calls);
    }

    /** One client thread. A daemon: a server that never answers must not keep the client alive. */
    private final class Caller extends Thread {
        private final LatencyHistogram timed = new LatencyHistogram();
        private final Call call;
        private long calls;

        Caller(Call call) {
            this.call = call;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                callUntilOver();
            } catch (RemoteException | RuntimeException failure) {
                failures.add(failure);
            }
        }

        private void callUntilOver() throws RemoteException {
            long began = System.nanoTime();
            for (Phase now = phase; now != Phase.OVER; now = phase) {
                if (!call.make()) {
                    throw new IllegalStateException("the answer is wrong");
                }
                long ended = System.nanoTime();
                calls++;
                if (now == Phase.COUNTED) {
                    timed.record(ended - began);
                }
                began = ended;
            }
        }
    }
}
