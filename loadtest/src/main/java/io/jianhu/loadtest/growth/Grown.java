package io.jianhu.loadtest.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A growth with what came of its sizes, ascending. */
record Grown(Growth growth, List<Point> points) {

    /** Up to so many times as much is flat, as measurements of a few seconds go. */
    private static final double FLAT = 1.3;

    /** How many times as much of the little that a gateway does while nobody asks is worth a word. */
    private static final double BUSIER = 2;

    private static final double MICROS = 1e6;
    private static final double MICROS_OF_MILLI = 1e3;
    private static final double KIB_OF_MIB = 1024;

    Grown {
        points = List.copyOf(points);
    }

    boolean isGood() {
        return points.stream().noneMatch(Point.Failed.class::isInstance);
    }

    List<Point.Measured> measured() {
        return points.stream()
                .filter(Point.Measured.class::isInstance)
                .map(Point.Measured.class::cast)
                .toList();
    }

    /** How many times the processor time of the first measured size. */
    double times(Point.Measured point) {
        return point.cpuMicros() / measured().getFirst().cpuMicros();
    }

    /** What the sizes say together, in sentences. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (measured().size() > 1) {
            Point.Measured first = measured().getFirst();
            Point.Measured last = measured().getLast();
            double times = times(last);
            String range = String.format(Locale.ROOT, " from %,d to %,d", first.size(), last.size());
            if (times <= FLAT) {
                findings.add(String.format(
                        Locale.ROOT, "CPU %s: %.2f times%s", times < 1 / FLAT ? "falls" : "is flat", times, range));
            } else {
                double each = (last.cpuMicros() - first.cpuMicros()) / (last.size() - first.size());
                findings.add(String.format(
                        Locale.ROOT,
                        "CPU grows: %.2f times%s, %s µs for each more%s",
                        times,
                        range,
                        number(each),
                        growth.why().isEmpty() ? "" : ": " + growth.why()));
            }
            each(Point.Measured::liveMib)
                    .ifPresent(mib -> findings.add("each more keeps " + number(mib * KIB_OF_MIB) + " KiB of the heap"));
            each(Point.Measured::idleMillis)
                    .filter(millis -> last.idleMillis().orElse(0)
                            > BUSIER * first.idleMillis().orElse(0))
                    .ifPresent(millis -> findings.add("while nobody asks, each more takes "
                            + number(millis * MICROS_OF_MILLI) + " µs of processor time a second"));
            each(Point.Measured::readySeconds)
                    .ifPresent(seconds ->
                            findings.add("each more delays the start by " + number(seconds * MICROS) + " µs"));
        }
        points.forEach(point -> {
            if (!(point instanceof Point.Measured)) {
                findings.add(GrowthReport.line(point));
            }
        });
        return findings;
    }

    /** How much a figure grew for each more between the first and the last size; empty where it is unknown or did not. */
    private Optional<Double> each(Function<Point.Measured, OptionalDouble> figure) {
        Point.Measured first = measured().getFirst();
        Point.Measured last = measured().getLast();
        OptionalDouble from = figure.apply(first);
        OptionalDouble to = figure.apply(last);
        if (from.isEmpty() || to.isEmpty() || to.getAsDouble() <= from.getAsDouble()) {
            return Optional.empty();
        }
        return Optional.of((to.getAsDouble() - from.getAsDouble()) / (last.size() - first.size()));
    }

    /** With two digits that mean something. */
    private static String number(double value) {
        int decimals = value >= 10 || value <= 0 ? 0 : (int) Math.ceil(1 - Math.log10(value));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
