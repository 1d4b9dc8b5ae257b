package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.tell.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * One line of the report: a figure of each arm.
 *
 * @param name stable, for programs
 * @param title for people, with the unit
 * @param decimals how many are shown
 * @param figure by the name of an arm
 * @param comparison how arms are set against each other
 */
public record Row(String name, String title, int decimals, Function<String, Spread> figure, Comparison comparison) {

    /** How two arms are set against each other. */
    enum Comparison {
        /** jianhu's figure divided by the other's. */
        RATIO,
        /** jianhu's figure less the other's. */
        ADDED,
        NONE
    }

    private static final Set<String> BESIDE_PEERS = Set.of(
            "documents_capacity",
            "documents_cpu",
            "documents_half_p50",
            "streams_capacity",
            "streams_cpu",
            "streams_half_first_token_p50",
            "streams_half_p50",
            "resident");

    /** All lines, in the order of the report. */
    public static List<Row> all(Summary of) {
        List<Row> rows = new ArrayList<>();
        rows.add(row("documents_capacity", "documents, answers/s", 0, of, Phase.DOCUMENTS_AT_CAPACITY));
        rows.add(new Row(
                "documents_cpu",
                "documents, CPU µs/answer",
                0,
                arm -> of.cpuMicros(arm, Phase.DOCUMENTS_AT_CAPACITY),
                Comparison.RATIO));
        for (double percentile : new double[] {50, 99, 99.9}) {
            String p = Double.toString(percentile).replaceAll("\\.0$", "");
            rows.add(new Row(
                    "documents_half_p" + p,
                    "documents, half load, p" + p + " ms",
                    3,
                    arm -> of.latency(arm, Phase.DOCUMENTS_AT_HALF, percentile),
                    Comparison.ADDED));
        }
        rows.add(new Row(
                "documents_half_personal_p50",
                "  of these with a mobile number, p50 ms",
                3,
                arm -> of.personal(arm, Phase.DOCUMENTS_AT_HALF, 50),
                Comparison.ADDED));
        rows.add(new Row(
                "documents_half_cpu",
                "documents, half load, CPU µs/answer",
                0,
                arm -> of.cpuMicros(arm, Phase.DOCUMENTS_AT_HALF),
                Comparison.RATIO));
        rows.add(row("streams_capacity", "streams, answers/s", 0, of, Phase.STREAMS_AT_CAPACITY));
        rows.add(new Row(
                "streams_cpu",
                "streams, CPU µs/answer",
                0,
                arm -> of.cpuMicros(arm, Phase.STREAMS_AT_CAPACITY),
                Comparison.RATIO));
        for (double percentile : new double[] {50, 99}) {
            int p = (int) percentile;
            rows.add(new Row(
                    "streams_half_first_token_p" + p,
                    "streams, half load, first token p" + p + " ms",
                    3,
                    arm -> of.firstToken(arm, Phase.STREAMS_AT_HALF, percentile),
                    Comparison.ADDED));
        }
        rows.add(new Row(
                "streams_half_p50",
                "streams, half load, whole answer p50 ms",
                3,
                arm -> of.latency(arm, Phase.STREAMS_AT_HALF, 50),
                Comparison.ADDED));
        rows.add(new Row(
                "resident",
                "memory resident, MiB",
                0,
                arm -> of.residentMib(arm, Phase.STREAMS_AT_HALF),
                Comparison.NONE));
        return List.copyOf(rows);
    }

    /** Those of {@link #all} that mean something beside gateways that give few answers a second, and answers per core. */
    public static List<Row> besidePeers(Summary of) {
        List<Row> rows = new ArrayList<>();
        for (Row row : all(of)) {
            if (BESIDE_PEERS.contains(row.name())) {
                rows.add(row);
            }
            if (row.name().equals("documents_cpu")) {
                rows.add(perCore("documents", of, Phase.DOCUMENTS_AT_CAPACITY));
            }
            if (row.name().equals("streams_cpu")) {
                rows.add(perCore("streams", of, Phase.STREAMS_AT_CAPACITY));
            }
        }
        return List.copyOf(rows);
    }

    private static Row perCore(String what, Summary of, Phase phase) {
        return new Row(
                what + "_per_core",
                what + ", answers/s of one core",
                0,
                arm -> of.perCore(arm, phase),
                Comparison.RATIO);
    }

    private static Row row(String name, String title, int decimals, Summary of, Phase phase) {
        return new Row(name, title, decimals, arm -> of.rate(arm, phase), Comparison.RATIO);
    }

    /** jianhu set against another arm; not a number where there is nothing to compare. */
    double against(String other) {
        double mine = figure.apply(Arm.JIANHU).median();
        double theirs = figure.apply(other).median();
        return switch (comparison) {
            case RATIO -> theirs > 0 ? mine / theirs : Double.NaN;
            case ADDED -> mine - theirs;
            case NONE -> Double.NaN;
        };
    }

    /** The same in words; empty where there is nothing to compare. */
    String beside(String other) {
        double value = against(other);
        if (Double.isNaN(value)) {
            return "";
        }
        return switch (comparison) {
            case RATIO -> String.format(Locale.ROOT, "%.2f x", value);
            case ADDED -> String.format(Locale.ROOT, "%+.3f", value);
            case NONE -> "";
        };
    }
}
