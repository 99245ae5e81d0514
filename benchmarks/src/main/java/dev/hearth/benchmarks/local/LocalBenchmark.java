package dev.hearth.benchmarks.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link LocalCalls} and prints what it measured, ending with the {@code RESULT} line. */
public final class LocalBenchmark {
    /** The system property that names the folder in which containers live, with the folder {@code deploy} in it. */
    static final String SCRATCH = "hearth.scratch";

    private static final String BYTES = "gc.alloc.rate.norm";
    private static final String EMPTY = "empty";
    private static final String MODULES = "modules";

    private LocalBenchmark() {}

    /**
     * Arguments: {@code full} or {@code quick}, then the flags of the JVMs that measure.
     *
     * @throws RunnerException if a measurement failed
     */
    public static void main(String[] args) throws RunnerException {
        boolean quick = args[0].equals("quick");
        List<String> flags = new ArrayList<>(List.of(args).subList(1, args.length));
        flags.add("-D" + SCRATCH + "=" + System.getProperty(SCRATCH));
        Collection<RunResult> empty = run(quick, EMPTY, quick ? "(add|value|perObject)" : ".*", flags);
        Collection<RunResult> modules = run(quick, MODULES, quick ? "add" : ".*", flags);
        print("%n%-10s  %-8s  %10s  %10s%n", "call", "pipeline", "ns", "bytes");
        empty.forEach(LocalBenchmark::printRow);
        modules.forEach(LocalBenchmark::printRow);
        RunResult add = add(empty);
        print("%nRESULT local_call_ns=%.1f local_alloc_bytes=%.1f", nanos(add), bytes(add));
        empty.stream().filter(result -> result != add).forEach(result -> printNamed(call(result), result));
        printNamed(MODULES, add(modules));
        print("%n");
    }

    private static Collection<RunResult> run(boolean quick, String pipeline, String calls, List<String> flags)
            throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(LocalCalls.class.getName() + "\\." + calls)
                .param("pipeline", pipeline)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgs(flags.toArray(String[]::new))
                .forks(quick ? 1 : 3)
                .warmupIterations(3)
                .measurementIterations(quick ? 2 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1));
        return new Runner(options.build()).run();
    }

    private static RunResult add(Collection<RunResult> results) {
        return results.stream()
                .filter(result -> call(result).equals("add"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("add was not measured"));
    }

    private static String call(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    private static double nanos(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double bytes(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(BYTES);
        if (bytes == null) {
            throw new IllegalStateException("JMH's profiler gave no " + BYTES);
        }
        return bytes.getScore();
    }

    private static void printRow(RunResult result) {
        print(
                "%-10s  %-8s  %10.1f  %10.1f%n",
                call(result), result.getParams().getParam("pipeline"), nanos(result), bytes(result));
    }

    private static void printNamed(String name, RunResult result) {
        String key = name.toLowerCase(Locale.ROOT);
        print(" %s_ns=%.1f %s_bytes=%.1f", key, nanos(result), key, bytes(result));
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
