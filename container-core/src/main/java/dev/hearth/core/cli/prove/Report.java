package dev.hearth.core.cli.prove;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What the user sees: a line for each round, as soon as it is over. Used by one thread. */
final class Report {

    private static final String ROW = "%5s  %-36s  %12s  %7s  %7s  %8s  %s%n";

    private static final int MOST_SHOWN = 12;

    private final PrintWriter out;
    private final Counts all = new Counts();
    private int rounds;
    private double slowest;

    Report(PrintWriter out) {
        this.out = out;
    }

    void begin(int planned, long seed, Place place) {
        out.printf(Locale.ROOT, "%d rounds with seed %d, in %s%n", planned, seed, place.folder());
        out.printf(
                Locale.ROOT,
                "In each, clients call, something is done to the container, it starts again on its data, and"
                        + " everything is looked for.%n%n");
        out.printf(Locale.ROOT, ROW, "ROUND", "DONE TO IT", "ACKNOWLEDGED", "UNKNOWN", "REFUSED", "RECOVERY", "FOUND");
        out.flush();
    }

    void skipped(Harm harm, String why) {
        out.printf(Locale.ROOT, "%s is left out: %s%n", harm.name().toLowerCase(Locale.ROOT), why);
    }

    /** @param wrong what is wrong; empty if everything was found */
    void round(String done, Counts counts, double recoverySeconds, List<String> wrong) {
        rounds++;
        slowest = Math.max(slowest, recoverySeconds);
        all.addAll(counts);
        out.printf(
                Locale.ROOT,
                ROW,
                rounds,
                done,
                counts.of(Outcome.DONE),
                counts.unknown(),
                counts.of(Outcome.REFUSED),
                String.format(Locale.ROOT, "%.2f s", recoverySeconds),
                wrong.isEmpty() ? "all of it" : "NOT ALL OF IT");
        wrong.stream().limit(MOST_SHOWN).forEach(each -> out.printf(Locale.ROOT, "       %s%n", each));
        if (wrong.size() > MOST_SHOWN) {
            out.printf(Locale.ROOT, "       and %d more%n", wrong.size() - MOST_SHOWN);
        }
        out.flush();
    }

    void right() {
        sum();
        out.println("Nothing that was acknowledged is lost, and nothing else is half there.");
        out.flush();
    }

    void stopped() {
        sum();
        out.println(
                "Stopped before the end. In these rounds nothing was missing, and the container's folder is deleted.");
        out.flush();
    }

    void wrong(Place place) {
        sum();
        out.println("The promise was broken. The container's folder is kept: " + place.folder());
        out.flush();
    }

    private void sum() {
        out.printf(
                Locale.ROOT,
                "%n%d rounds: %d calls acknowledged, %d of unknown outcome, %d refused; the slowest recovery took %.2f s.%n",
                rounds,
                all.of(Outcome.DONE),
                all.unknown(),
                all.of(Outcome.REFUSED),
                slowest);
    }
}
