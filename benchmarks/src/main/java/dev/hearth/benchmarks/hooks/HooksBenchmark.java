package dev.hearth.benchmarks.hooks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs {@link HookedCalls} and prints what it measured, ending with the {@code RESULT} line. */
public final class HooksBenchmark {
    /** The system property that names the folder in which modules write. */
    static final String SCRATCH = "hearth.scratch";

    private static final String[] ALL = {"bare", "empty", "twenty", "default", "stuck"};
    private static final String BYTES = "gc.alloc.rate.norm";

    private HooksBenchmark() {}

    /**
     * Arguments: {@code full} or {@code quick}, then the flags of the JVMs that measure.
     *
     * @throws RunnerException if a measurement failed
     */
    public static void main(String[] args) throws RunnerException {
        boolean quick = args[0].equals("quick");
        List<String> flags = new ArrayList<>(List.of(args).subList(1, args.length));
        flags.add("-Xbatch"); // what is to be compiled is waited for: a busy machine may be long about it
        flags.add("-D" + SCRATCH + "=" + System.getProperty(SCRATCH));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(HookedCalls.class.getName())
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .param("hooks", quick ? new String[] {"bare", "empty", "twenty", "default"} : ALL)
                        .jvmArgs(flags.toArray(String[]::new))
                        .forks(quick ? 3 : 7)
                        .warmupIterations(quick ? 1 : 3)
                        .measurementIterations(quick ? 2 : 5)
                        .warmupTime(TimeValue.milliseconds(quick ? 400 : 1_000))
                        .measurementTime(TimeValue.milliseconds(quick ? 500 : 1_000))
                        .build())
                .run();
        print("%nmedian of a call, by JVMs%n%-8s  %10s  %10s  %10s  %10s%n", "hooks", "ns", "least", "most", "bytes");
        results.forEach(each -> print(
                "%-8s  %10.1f  %10.1f  %10.1f  %10.1f%n",
                hooks(each),
                nanos(each),
                medians(each).get(0),
                medians(each).get(medians(each).size() - 1),
                bytes(each)));
        RunResult bare = of(results, "bare");
        RunResult empty = of(results, "empty");
        RunResult twenty = of(results, "twenty");
        RunResult usual = of(results, "default");
        print(
                "%nRESULT empty_ns=%.1f twenty_ns=%.1f default_ns=%.1f alloc_bytes=%.1f empty_bytes=%.1f default_bytes=%.1f%n",
                nanos(empty) - nanos(bare),
                nanos(twenty) - nanos(bare),
                nanos(usual) - nanos(bare),
                bytes(twenty) - bytes(empty),
                bytes(empty) - bytes(bare),
                bytes(usual) - bytes(empty));
    }

    private static RunResult of(Collection<RunResult> results, String hooks) {
        return results.stream()
                .filter(result -> hooks(result).equals(hooks))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(hooks + " was not measured"));
    }

    private static String hooks(RunResult result) {
        return result.getParams().getParam("hooks");
    }

    private static double nanos(RunResult result) {
        return median(medians(result));
    }

    /** The median sample of each JVM, the least first. */
    private static List<Double> medians(RunResult result) {
        return result.getBenchmarkResults().stream()
                .map(fork -> fork.getPrimaryResult().getStatistics().getPercentile(50))
                .sorted()
                .toList();
    }

    private static double median(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static double bytes(RunResult result) {
        Result<?> bytes = result.getSecondaryResults().get(BYTES);
        if (bytes == null) {
            throw new IllegalStateException("JMH's profiler gave no " + BYTES);
        }
        return bytes.getScore();
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
