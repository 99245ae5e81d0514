package dev.hearth.benchmarks;

import java.util.Collection;

/** What a series of measurements comes to: its smallest, its middle and its greatest. */
record Spread(double min, double median, double max) {

    /**
     * The spread of the values; the median of an even number of them is the mean of the middle two.
     *
     * @throws IllegalArgumentException if there is no value, or one is not finite
     */
    static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0 || !Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("no measurement to speak of in " + values);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
