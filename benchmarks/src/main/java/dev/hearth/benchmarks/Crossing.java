package dev.hearth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One server's measurements with and without a crowd.
 *
 * <p>There is one alone before each round and one after the last. Not thread-safe.
 */
final class Crossing {
    private final String server;
    private final List<Activity> alone = new ArrayList<>();
    private final List<Activity> besideIdle = new ArrayList<>();
    private final List<Activity> besideTrickle = new ArrayList<>();
    private double kibibytesPerConnection;
    private Footprint crowded = new Footprint(0, 0, 0);
    private double idleCpu;
    private long reopened;

    Crossing(String server) {
        this.server = server;
    }

    String server() {
        return server;
    }

    void alone(Activity activity) {
        alone.add(activity);
    }

    void besideIdle(Activity activity) {
        besideIdle.add(activity);
    }

    void besideTrickle(Activity activity) {
        besideTrickle.add(activity);
    }

    void footprint(Footprint before, Footprint now, int connections) {
        kibibytesPerConnection = now.kibibytesPerConnection(before, connections);
        crowded = now;
    }

    void idleCpu(double share) {
        idleCpu = share;
    }

    void reopened(long count) {
        reopened += count;
    }

    List<Activity> alone() {
        return List.copyOf(alone);
    }

    List<Activity> besideIdle() {
        return List.copyOf(besideIdle);
    }

    List<Activity> besideTrickle() {
        return List.copyOf(besideTrickle);
    }

    double kibibytesPerConnection() {
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

    /** A phase divided by the mean of those alone before and after it, round by round. */
    Spread ratio(List<Activity> beside, ToDoubleFunction<Activity> what) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < beside.size(); i++) {
            double around = (what.applyAsDouble(alone.get(i)) + what.applyAsDouble(alone.get(i + 1))) / 2;
            ratios.add(what.applyAsDouble(beside.get(i)) / around);
        }
        return Spread.of(ratios);
    }
}
