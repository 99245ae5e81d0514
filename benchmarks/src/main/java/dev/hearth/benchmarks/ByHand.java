package dev.hearth.benchmarks;

import dev.hearth.benchmarks.subject.Bench;
import dev.hearth.benchmarks.subject.Order;
import dev.hearth.benchmarks.subject.hosted.BenchObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * What a plain RMI object does that wants a thread of its choice inside: it hands the call to an executor and waits.
 *
 * <p>Thread-safe.
 */
final class ByHand implements Bench {
    private static final int POOL = 4;
    private static final int FIRST_WITHOUT_PINNING = 24;

    private final Bench object = new BenchObject();
    private final Executor thread;

    private ByHand(Executor thread) {
        this.thread = thread;
    }

    /** All on one thread. */
    static Supplier<Bench> single() {
        ExecutorService one = Executors.newSingleThreadExecutor(ByHand::daemon);
        return () -> new ByHand(one);
    }

    /** Each on a thread of its own. */
    static Supplier<Bench> perObject() {
        return () -> new ByHand(Executors.newSingleThreadExecutor(ByHand::daemon));
    }

    /** Each call on a new thread; a virtual one where they do without pinning. */
    static Supplier<Bench> perRequest() {
        ThreadFactory kind = Runtime.version().feature() >= FIRST_WITHOUT_PINNING ? virtualThreads() : ByHand::daemon;
        return () -> new ByHand(call -> kind.newThread(call).start());
    }

    /** All on a pool of {@value #POOL}. */
    static Supplier<Bench> pooled() {
        ExecutorService pool = Executors.newFixedThreadPool(POOL, ByHand::daemon);
        return () -> new ByHand(pool);
    }

    /** On the thread that RMI reads with: no executor, nothing to wait for. */
    static Supplier<Bench> inline() {
        return BenchObject::new;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    }

    /** {@code Thread.ofVirtual().factory()}, by name: this is compiled for 17. */
    private static ThreadFactory virtualThreads() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
            return (ThreadFactory) factory.invoke(builder);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | IllegalAccessException
                | InvocationTargetException missing) {
            throw new IllegalStateException("no virtual threads in " + Runtime.version(), missing);
        }
    }

    private <T> T onThread(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        thread.execute(task);
        try {
            return task.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public long add(long number) {
        return onThread(() -> object.add(number));
    }

    @Override
    public byte[] echo(byte[] bytes) {
        return onThread(() -> object.echo(bytes));
    }

    @Override
    public Order price(Order order) {
        return onThread(() -> object.price(order));
    }
}
