package dev.hearth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One kind of server's measurements with and without a crowd. Not thread-safe. */
final class Crossing {
    private final String server;
    private final Pairs idle = new Pairs();
    private final Pairs trickle = new Pairs();
    private double kibibytesPerConnection;
    private Footprint crowded = new Footprint(0, 0, 0);
    private double idleCpu;
    private long reopened;

    /** Bursts at the empty server and at the crowded one, taken one right after the other. */
    static final class Pairs {
        private final List<Activity> alone = new ArrayList<>();
        private final List<Activity> beside = new ArrayList<>();

        void add(Activity atEmpty, Activity atCrowded) {
            alone.add(atEmpty);
            beside.add(atCrowded);
        }

        List<Activity> alone() {
            return List.copyOf(alone);
        }

        List<Activity> beside() {
            return List.copyOf(beside);
        }

        /** Beside the crowd divided by alone, pair by pair. */
        Spread ratio(ToDoubleFunction<Activity> what) {
            List<Double> ratios = new ArrayList<>();
            for (int i = 0; i < beside.size(); i++) {
                ratios.add(what.applyAsDouble(beside.get(i)) / what.applyAsDouble(alone.get(i)));
            }
            return Spread.of(ratios);
        }
    }

    Crossing(String server) {
        this.server = server;
    }

    String server() {
        return server;
    }

    Pairs idle() {
        return idle;
    }

    Pairs trickle() {
        return trickle;
    }

    void footprint(Footprint before, Footprint now, int connections) {
        kibibytesPerConnection = now.kibibytesPer(before, connections);
        crowded = now;
    }

    void idleCpu(double share) {
        idleCpu = share;
    }

    void reopened(long count) {
        reopened += count;
    }

    double kibibytesPer() {
        return kibibytesPerConnection;
    }

    /** With all idle connections open. */
    Footprint crowded() {
        return crowded;
    }

    double idleCpu() {
        return idleCpu;
    }

    long reopened() {
        return reopened;
    }
}
