package dev.hearth.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what {@link StoreBenchmark} has measured: a table for people, and one line for programs. */
final class StoreReport {
    private final PrintStream out;

    StoreReport(PrintStream out) {
        this.out = out;
    }

    /**
     * The table.
     *
     * @param syncs the disk's own, in a second
     * @param rmi raw RMI at 32 client threads
     */
    void table(Spread syncs, StoreRow rmi, List<StoreRow> rows) {
        print(
                "%nF = %,.0f synced 4 KiB appends/s of this disk by one thread (%,.0f..%,.0f)%n%n",
                syncs.median(), syncs.min(), syncs.max());
        print(
                "%-36s %-16s %9s %9s %9s  %-22s %s%n",
                "acknowledged changes", "server", "calls/s", "p50 us", "p99 us", "ratio to F", "required");
        for (StoreRow row : rows) {
            row(row);
        }
        row(rmi);
        print(
                "%nMedians over the bursts; a ratio is that of a burst to the appends before and after it (least..greatest).%n");
    }

    private void row(StoreRow row) {
        Spread ratio = row.ratio();
        print(
                "%-36s %-16s %9.0f %9.0f %9.0f  %-22s %s%n",
                row.label(),
                row.server(),
                row.perSecond(),
                row.p50Micros(),
                row.p99Micros(),
                String.format(Locale.ROOT, "%.2f (%.2f..%.2f)", ratio.median(), ratio.min(), ratio.max()),
                row.required() == 0 ? "" : String.format(Locale.ROOT, "%.1f", row.required()));
    }

    /** What a folder came to after a long load. */
    void folder(long atEnd, long atMost) {
        print(
                "The data folder, log and database, at the end of the last of these: %,d MiB; at most %,d MiB.%n",
                atEnd >> 20, atMost >> 20);
    }

    void result(
            Spread syncs,
            StoreRow rmi,
            StoreRow one,
            StoreRow eight,
            StoreRow thirtyTwo,
            StoreRow shared,
            StoreRow byHand) {
        print(
                "RESULT fsyncs_per_s=%.0f rmi_calls_per_s=%.0f one_ratio=%.3f eight_ratio=%.3f thirtytwo_ratio=%.3f"
                        + " thirtytwo_of_rmi=%.3f one_object_ratio=%.3f by_hand_ratio=%.2f%n",
                syncs.median(),
                rmi.perSecond(),
                one.ratio().median(),
                eight.ratio().median(),
                thirtyTwo.ratio().median(),
                thirtyTwo.ratioTo(rmi).median(),
                shared.ratio().median(),
                one.ratioTo(byHand).median());
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
