package dev.hearth.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** Prints what {@link ThreadingBenchmark} has measured: a table for people, and one line for programs. */
final class ThreadingReport {
    private final PrintStream out;
    private final String our;
    private final String their;

    /** @param our the name of the server whose numbers are divided by those of {@code their} */
    ThreadingReport(PrintStream out, String our, String their) {
        this.out = out;
        this.our = our;
        this.their = their;
    }

    void print(Map<Policy, List<Duel>> duels, ManyObjects.Cost many) {
        print("%n%-26s %-20s %-18s %-18s%n", "", "calls/s", "p99 us", "server CPU us/call");
        print("%-16s %8s  ", "policy", "threads");
        for (int i = 0; i < 3; i++) {
            print("%9.9s %9.9s ", our, their);
        }
        print(" %-20s%n", "calls/s ratio");
        duels.values().forEach(each -> each.forEach(this::row));
        print(
                "%nMedians of the slices; ratios are %s / %s, the median (least..greatest) over the pairs.%n",
                our, their);
        print(
                "%,d active per-object objects: %.1f KiB each, %,d threads in the process; calls that go round among all of"
                        + " them reach %.3f (%.2f..%.2f) of the calls/s to four.%n",
                ManyObjects.COUNT,
                many.kibibytesPerObject(),
                many.threads(),
                many.spreadRatio().median(),
                many.spreadRatio().min(),
                many.spreadRatio().max());
        StringJoiner result = new StringJoiner(" ", "RESULT ", "");
        duels.forEach(
                (policy, each) -> result.add(String.format(Locale.ROOT, "%s=%.3f", policy.result(), lowest(each))));
        result.add(String.format(Locale.ROOT, "per_object_kib=%.1f", many.kibibytesPerObject()));
        result.add(String.format(
                Locale.ROOT, "per_object_round_ratio=%.3f", many.spreadRatio().median()));
        out.println(result);
    }

    private void row(Duel duel) {
        print("%-16s %8d  ", duel.label(), duel.threads());
        print("%9.0f %9.0f ", duel.ours(Slice::callsPerSecond), duel.theirs(Slice::callsPerSecond));
        print("%9.1f %9.1f ", duel.ours(Slice::p99Micros), duel.theirs(Slice::p99Micros));
        print("%9.1f %9.1f ", duel.ours(Slice::cpuMicrosPerCall), duel.theirs(Slice::cpuMicrosPerCall));
        Spread ratio = duel.ratio(Slice::callsPerSecond);
        print(" %.3f (%.2f..%.2f)%n", ratio.median(), ratio.min(), ratio.max());
    }

    /** A policy is as fast as where it is slowest. */
    private static double lowest(List<Duel> duels) {
        return duels.stream()
                .mapToDouble(duel -> duel.ratio(Slice::callsPerSecond).median())
                .min()
                .orElseThrow();
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
