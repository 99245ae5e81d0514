package dev.hearth.benchmarks.local;

import dev.hearth.benchmarks.subject.Calling;
import dev.hearth.core.server.Container;
import java.io.IOException;
import java.nio.file.Path;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Calls between hosted objects. Each invocation is one call from outside, through a stub of the JDK's, to an object that
 * calls another one {@link #CALLS} times: what is shown is a 10,000th of all of it, so the call from outside adds about
 * 10 ns and 1 byte.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LocalCalls {
    static final int CALLS = 10_000;

    /** Whether hooks see the calls: {@code empty} for none, {@code modules} for the access log. */
    @Param({"empty", "modules"})
    public String pipeline = "empty";

    private final Path folder = Path.of(System.getProperty(LocalBenchmark.SCRATCH, "."));
    private @SuppressWarnings("NullAway.Init") Container container;
    private @SuppressWarnings("NullAway.Init") Calling calling;

    /** Starts the container, and gets the stub. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        container = Hosting.start(folder, !pipeline.equals("empty"));
        calling = (Calling)
                LocateRegistry.getRegistry("127.0.0.1", container.port()).lookup("calling");
    }

    /** Stops the container. */
    @TearDown(Level.Trial)
    public void stop() throws IOException {
        container.stop();
    }

    /** A number each way, on the caller's thread. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long add() throws RemoteException, NotBoundException {
        return checked(calling.add("called", CALLS));
    }

    /** A text each way. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public String text() throws RemoteException, NotBoundException {
        return calling.echo("called", CALLS);
    }

    /** A value that must be copied, and a number back. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long value() throws RemoteException, NotBoundException {
        long sum = calling.distance("called", CALLS);
        if (sum != 9L * CALLS) {
            throw new IllegalStateException("the called object has moved the caller's own point: " + sum);
        }
        return sum;
    }

    /** A number each way, on the called object's own thread. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long perObject() throws RemoteException, NotBoundException {
        return checked(calling.add("called-in-turn", CALLS));
    }

    /** A number each way, with the called object's lane held and its state remembered. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long persistent() throws RemoteException, NotBoundException {
        return checked(calling.add("called-persistent", CALLS));
    }

    private static long checked(long sum) {
        if (sum != CALLS) {
            throw new IllegalStateException("a wrong sum: " + sum);
        }
        return sum;
    }
}
