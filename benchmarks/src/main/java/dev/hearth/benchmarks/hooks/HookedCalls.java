package dev.hearth.benchmarks.hooks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One call from outside through all phases of a pipeline, into an object that adds one to a number. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookedCalls {

    /** Which hooks see the call: none, twenty that decline, or those of the modules that are usually on. */
    @Param({"empty", "twenty", "default"})
    public String hooks = "empty";

    private @SuppressWarnings("NullAway.Init") Pipelines modules;
    private @SuppressWarnings("NullAway.Init") Pipeline pipeline;

    /** Puts the rooms together. */
    @Setup(Level.Trial)
    public void start() throws Exception {
        Path folder = Files.createTempDirectory(Path.of(System.getProperty(HooksBenchmark.SCRATCH, ".")), "hooks");
        modules = switch (hooks) {
            case "empty" -> Pipelines.empty();
            case "twenty" -> Pipelines.twenty();
            default -> Pipelines.usual(folder);
        };
        pipeline = new Pipeline(modules.table());
    }

    /** Closes them. */
    @TearDown(Level.Trial)
    public void stop() throws Exception {
        pipeline.close();
        modules.close();
    }

    /** The call. */
    @Benchmark
    public Object pass() {
        return pipeline.pass();
    }
}
