package dev.hearth.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Prints what {@link ConnectionsBenchmark} has measured: a table for people, and one line for programs. */
final class ConnectionsReport {
    private final PrintStream out;

    ConnectionsReport(PrintStream out) {
        this.out = out;
    }

    /** @param servers ours first */
    void print(List<Crossing> servers) {
        print(
                "%n%-8s %-22s %9s %9s %9s %9s %9s %9s %9s %-20s %-20s%n",
                "server",
                "100 active",
                "calls/s",
                "p50 us",
                "p99 us",
                "first 64",
                "others",
                "fewest",
                "most",
                "calls/s ratio",
                "p99 ratio");
        servers.forEach(this::table);
        print(
                "%nMedians over the bursts; ratios are beside / alone within a pair, the median (least..greatest) over the"
                        + " pairs.%n");
        print(
                "'first 64' and 'others': p99 by the order of opening; 'fewest' and 'most': calls/s of one connection.%n%n");
        servers.forEach(this::footprint);
        result(servers);
    }

    private void table(Crossing of) {
        pairs(of, "9,900 idle", of.idle());
        pairs(of, "9,000 idle, 1,000 slow", of.trickle());
    }

    private void pairs(Crossing of, String label, Crossing.Pairs pairs) {
        row(of, "alone", pairs.alone(), "", "");
        row(
                of,
                label,
                pairs.beside(),
                ratio(pairs.ratio(Activity::callsPerSecond)),
                ratio(pairs.ratio(Activity::p99Micros)));
    }

    private void row(Crossing of, String label, List<Activity> all, String calls, String p99) {
        print(
                "%-8s %-22s %9.0f %9.0f %9.0f %9.0f %9.0f %9.0f %9.0f %-20s %-20s%n",
                of.server(),
                label,
                median(all, Activity::callsPerSecond),
                median(all, Activity::p50Micros),
                median(all, Activity::p99Micros),
                median(all, Activity::p99First),
                median(all, Activity::p99Others),
                median(all, Activity::fewest),
                median(all, Activity::most),
                calls,
                p99);
    }

    private void footprint(Crossing of) {
        print(
                "%s with 9,900 idle: %.2f KiB and %.3f threads for each; %.1f MiB resident, %d threads; %.1f %% of a"
                        + " processor while nobody calls; %d trickling ones closed by it and opened again%n",
                of.server(),
                of.kibibytesPer(),
                of.crowded().threads() / 9_900.0,
                of.crowded().residentBytes() / (double) (1 << 20),
                of.crowded().threads(),
                of.idleCpu() * 100,
                of.reopened());
    }

    private void result(List<Crossing> servers) {
        Crossing ours = servers.get(0);
        print(
                "RESULT p99_ratio_10000=%.3f rss_per_connection_kib=%.3f p99_ratio_trickle=%.3f calls_ratio_10000=%.3f"
                        + " calls_ratio_trickle=%.3f threads=%d idle_cpu_percent=%.2f",
                ours.idle().ratio(Activity::p99Micros).median(),
                ours.kibibytesPer(),
                ours.trickle().ratio(Activity::p99Micros).median(),
                ours.idle().ratio(Activity::callsPerSecond).median(),
                ours.trickle().ratio(Activity::callsPerSecond).median(),
                ours.crowded().threads(),
                ours.idleCpu() * 100);
        for (Crossing other : servers.subList(1, servers.size())) {
            String name = other.server();
            print(
                    " %s_p99_ratio_10000=%.3f %s_rss_per_connection_kib=%.3f %s_threads=%d",
                    name,
                    other.idle().ratio(Activity::p99Micros).median(),
                    name,
                    other.kibibytesPer(),
                    name,
                    other.crowded().threads());
        }
        out.println();
    }

    private static double median(List<Activity> all, ToDoubleFunction<Activity> what) {
        return Spread.of(all.stream().map(what::applyAsDouble).toList()).median();
    }

    private static String ratio(Spread spread) {
        return String.format(Locale.ROOT, "%.3f (%.2f..%.2f)", spread.median(), spread.min(), spread.max());
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
