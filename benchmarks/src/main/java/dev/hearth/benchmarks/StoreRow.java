package dev.hearth.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What one kind of load on one server came to, burst by burst, beside the disk's own syncs at that time. Not thread-safe.
 */
final class StoreRow {
    private final String label;
    private final String server;
    private final double required;
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> p50 = new ArrayList<>();
    private final List<Double> p99 = new ArrayList<>();

    /** @param required the ratio to the disk's syncs that is asked for; 0 for none */
    StoreRow(String label, String server, double required) {
        this.label = label;
        this.server = server;
        this.required = required;
    }

    void add(Burst burst, double syncsPerSecond) {
        double calls = burst.timed().total() * 1e9 / burst.elapsedNanos();
        perSecond.add(calls);
        ratios.add(calls / syncsPerSecond);
        p50.add(burst.timed().percentile(0.50) / 1e3);
        p99.add(burst.timed().percentile(0.99) / 1e3);
    }

    String label() {
        return label;
    }

    String server() {
        return server;
    }

    double required() {
        return required;
    }

    double perSecond() {
        return Spread.of(perSecond).median();
    }

    /** To the disk's syncs. */
    Spread ratio() {
        return Spread.of(ratios);
    }

    /** To another row, burst by burst. */
    Spread ratioTo(StoreRow other) {
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < perSecond.size(); i++) {
            all.add(perSecond.get(i) / other.perSecond.get(i));
        }
        return Spread.of(all);
    }

    double p50Micros() {
        return Spread.of(p50).median();
    }

    double p99Micros() {
        return Spread.of(p99).median();
    }
}
