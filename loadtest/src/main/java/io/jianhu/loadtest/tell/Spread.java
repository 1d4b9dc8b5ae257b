package io.jianhu.loadtest.tell;

import java.util.Arrays;

/** A figure over the rounds: the middle one, the least and the greatest. */
public record Spread(double median, double least, double most) {

    /** That nothing valid was measured. */
    static final Spread NONE = new Spread(Double.NaN, Double.NaN, Double.NaN);

    /** Of any number of values, in any order; {@link #NONE} of none. */
    public static Spread of(double... values) {
        if (values.length == 0) {
            return NONE;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Whether anything valid was measured. */
    public boolean isKnown() {
        return !Double.isNaN(median);
    }

    /** How far the rounds lie apart, as a share of the median. */
    public double width() {
        return median == 0 ? 0 : (most - least) / median;
    }
}
