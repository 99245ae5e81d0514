package dev.hearth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The pairs of slices of one workload, or one kind of object, at one number of client threads.
 *
 * <p>The two slices of a pair ran at the same time, burst by burst in turn, so what else the machine did weighs on both
 * alike: compare within pairs, then take the median of the ratios. Not thread-safe.
 */
final class Duel {
    private final String label;
    private final int threads;
    private final List<Slice> ours = new ArrayList<>();
    private final List<Slice> theirs = new ArrayList<>();

    /** @param label the name in reports */
    Duel(String label, int threads) {
        this.label = label;
        this.threads = threads;
    }

    String label() {
        return label;
    }

    int threads() {
        return threads;
    }

    /** Adds one pair. */
    void add(Slice our, Slice their) {
        ours.add(our);
        theirs.add(their);
    }

    /** The median over our slices. */
    double ours(ToDoubleFunction<Slice> what) {
        return median(ours, what);
    }

    /** The median over their slices. */
    double theirs(ToDoubleFunction<Slice> what) {
        return median(theirs, what);
    }

    /** Ours divided by theirs, pair by pair. */
    Spread ratio(ToDoubleFunction<Slice> what) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(what.applyAsDouble(ours.get(i)) / what.applyAsDouble(theirs.get(i)));
        }
        return Spread.of(ratios);
    }

    private static double median(List<Slice> slices, ToDoubleFunction<Slice> what) {
        return Spread.of(slices.stream().map(what::applyAsDouble).toList()).median();
    }
}
