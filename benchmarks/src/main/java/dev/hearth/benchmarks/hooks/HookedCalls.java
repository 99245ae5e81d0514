package dev.hearth.benchmarks.hooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.rmi.RemoteException;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * One call from outside into an object that adds one to a number: without a pipeline, and through all phases of one.
 *
 * <p>A sample is {@value #CALLS} calls, which take less time than a thread usually keeps a processor: so the median of the samples
 * is that of calls which nobody has interrupted, also on a machine that has something else to do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookedCalls {

    private static final int CALLS = 500;

    /** By number and not by time: a busy machine may take long to get to the compiler. */
    private static final int UNTIL_COMPILED = 100_000;

    /**
     * No pipeline; one without hooks, with twenty that decline, with those of the modules that are usually on, and with the same
     * while the access log can't be written.
     */
    @Param({"bare", "empty", "twenty", "default", "stuck"})
    public String hooks = "empty";

    private boolean bare;
    private @SuppressWarnings("NullAway.Init") Pipelines modules;
    private @SuppressWarnings("NullAway.Init") Pipeline pipeline;

    /** Puts the rooms together. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty(HooksBenchmark.SCRATCH, ".")), "hooks");
        bare = hooks.equals("bare");
        modules = switch (hooks) {
            case "bare", "empty" -> Pipelines.empty();
            case "twenty" -> Pipelines.twenty();
            case "default" -> Pipelines.usual(folder);
            case "stuck" -> Pipelines.stuck(folder);
            default -> throw new IllegalArgumentException(hooks + " is no pipeline");
        };
        pipeline = new Pipeline(modules.table());
        for (int i = 0; i < UNTIL_COMPILED; i++) {
            Object unused = bare ? pipeline.bare() : pipeline.pass();
        }
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void stop() throws Exception {
        pipeline.close();
        modules.close();
    }

    /** The calls. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void pass(Blackhole results) throws RemoteException {
        if (bare) {
            for (int i = 0; i < CALLS; i++) {
                results.consume(pipeline.bare());
            }
        } else {
            for (int i = 0; i < CALLS; i++) {
                results.consume(pipeline.pass());
            }
        }
    }
}
