package dev.hearth.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.ToDoubleFunction;

/** Prints what {@link WireBenchmark} has measured: a table for people, and one line for programs. */
final class WireReport {
    private static final int RESULT_THREADS = 4;

    private final PrintStream out;
    private final String our;
    private final String their;

    /** @param our the name of the server whose numbers are divided by those of {@code their} */
    WireReport(PrintStream out, String our, String their) {
        this.out = out;
        this.our = our;
        this.their = their;
    }

    void print(List<Duel> duels) {
        head();
        duels.forEach(this::row);
        print(
                "%nMedians of the slices; ratios are %s / %s, the median (least..greatest) over the pairs.%n",
                our, their);
        result(duels);
    }

    private void head() {
        String pair = "%%9.9s %%9.9s  ".formatted();
        print("%n%-16s %-21s%-21s%-21s%-21s%n", "", "calls/s", "p50 us", "p99 us", "server CPU us/call");
        print("%-8s %7s ", "workload", "threads");
        for (int i = 0; i < 4; i++) {
            print(pair, our, their);
        }
        print("%-20s %-20s%n", "calls/s ratio", "CPU ratio");
    }

    private void row(Duel duel) {
        print("%-8s %7d ", duel.label(), duel.threads());
        pair(duel, "%9.0f", Slice::callsPerSecond);
        pair(duel, "%9.1f", Slice::p50Micros);
        pair(duel, "%9.1f", Slice::p99Micros);
        pair(duel, "%9.1f", Slice::cpuMicrosPerCall);
        print("%-20s ", ratio(duel.ratio(Slice::callsPerSecond)));
        print("%-20s%n", ratio(duel.ratio(Slice::cpuMicrosPerCall)));
    }

    private void pair(Duel duel, String format, ToDoubleFunction<Slice> what) {
        print(format + " " + format + "  ", duel.ours(what), duel.theirs(what));
    }

    private static String ratio(Spread spread) {
        return String.format(Locale.ROOT, "%.3f (%.2f..%.2f)", spread.median(), spread.min(), spread.max());
    }

    private void result(List<Duel> duels) {
        StringJoiner line = new StringJoiner(" ", "RESULT ", "");
        List<Duel> chosen =
                duels.stream().filter(duel -> duel.threads() == RESULT_THREADS).toList();
        chosen.forEach(duel -> line.add(named(duel, "calls", Slice::callsPerSecond)));
        chosen.forEach(duel -> line.add(named(duel, "cpu", Slice::cpuMicrosPerCall)));
        out.println(line);
    }

    private static String named(Duel duel, String kind, ToDoubleFunction<Slice> what) {
        String name = duel.label() + "_" + kind + "_ratio";
        return String.format(Locale.ROOT, "%s=%.3f", name, duel.ratio(what).median());
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
