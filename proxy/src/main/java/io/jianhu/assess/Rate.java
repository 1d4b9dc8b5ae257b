package io.jianhu.assess;

import java.util.Locale;

/**
 * A share of some trials, with its 95 % interval by Wilson's score (E. B. Wilson, 1927).
 *
 * @param hits 0 to {@code of}
 * @param of 0 or more
 */
public record Rate(int hits, int of) {

    private static final double Z = 1.959963984540054;

    public Rate {
        if (hits < 0 || hits > of) {
            throw new IllegalArgumentException(hits + " of " + of + " (expected: 0 <= hits <= of)");
        }
    }

    /** 0 to 1; 0 of no trials. */
    public double share() {
        return of == 0 ? 0 : (double) hits / of;
    }

    /** The lower end of the interval; 0 of no trials. */
    public double low() {
        return of == 0 ? 0 : Math.min(share(), Math.max(0, centre() - reach()));
    }

    /** The upper end of the interval; 1 of no trials. */
    public double high() {
        return of == 0 ? 1 : Math.max(share(), Math.min(1, centre() + reach()));
    }

    private double centre() {
        return (share() + Z * Z / (2 * of)) / (1 + Z * Z / of);
    }

    private double reach() {
        double spread = share() * (1 - share()) / of + Z * Z / (4.0 * of * of);
        return Z * Math.sqrt(spread) / (1 + Z * Z / of);
    }

    /** {@code 96.0 %}, or a dash of no trials. Never rounded to 100 or 0 unless it is. */
    String percent() {
        if (of == 0) {
            return "—";
        }
        double percent = share() * 100;
        double shown = Math.round(percent * 10) / 10.0;
        if (hits < of && shown == 100) {
            shown = 99.9;
        } else if (hits > 0 && shown == 0) {
            shown = 0.1;
        }
        return String.format(Locale.ROOT, "%.1f %%", shown);
    }

    /** {@code 90.2–98.4 %}, or a dash of no trials. */
    String interval() {
        return of == 0 ? "—" : String.format(Locale.ROOT, "%.1f–%.1f %%", low() * 100, high() * 100);
    }
}
