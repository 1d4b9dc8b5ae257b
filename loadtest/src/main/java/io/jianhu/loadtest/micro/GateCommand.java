package io.jianhu.loadtest.micro;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fails when code has become slower than it was. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = {
            "Compare the micro-benchmarks of loadtest/gate.tsv with what was recorded there.",
            "What counts is how many times as much as a yardstick each does, best of five seconds; one that falls short is"
                    + " measured once more, together with the yardstick."
        },
        footer = {
            "",
            "Examples:",
            "  bench gate                      about three minutes",
            "  bench gate --tolerance 0.2      for a quiet machine",
            "  bench gate --record             write what is measured into loadtest/gate.tsv",
            "",
            "Exit codes: 0 as fast as recorded, 1 something is slower, 2 usage, or the file makes no sense."
        })
public final class GateCommand implements Callable<Integer> {

    private static final int GOOD = 0;
    private static final int SLOWER = 1;
    private static final int WRONG = 2;

    @Option(
            names = "--tolerance",
            paramLabel = "SHARE",
            description = "By how much a ratio may be smaller, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double tolerance = 0.35;

    @Option(names = "--record", description = "Write the ratios instead of comparing them.")
    private boolean record;

    GateCommand() {}

    @Override
    public Integer call() throws RunnerException {
        if (!(tolerance >= 0 && tolerance < 1)) {
            System.err.println("bench: --tolerance " + tolerance + " (expected: 0 or more, below 1)");
            return WRONG;
        }
        Path file = Path.of(System.getProperty("jianhu.home", ".")).resolve("loadtest/gate.tsv");
        try {
            Standards standards = Standards.read(file);
            if (record) {
                standards.write(file, ratios(standards));
                return GOOD;
            }
            return compare(standards) ? GOOD : SLOWER;
        } catch (IOException e) {
            System.err.println("bench: " + e.getMessage());
            return WRONG;
        }
    }

    private static List<Double> ratios(Standards standards) throws RunnerException {
        double yardstick = rate(standards.yardstick());
        List<Double> ratios = new ArrayList<>();
        for (Standards.Standard standard : standards.list()) {
            ratios.add(rate(standard.benchmark()) / yardstick);
        }
        return ratios;
    }

    private boolean compare(Standards standards) throws RunnerException {
        double yardstick = rate(standards.yardstick());
        System.out.printf("%-50s %10s %10s %8s%n", "times the yardstick", "recorded", "now", "");
        boolean good = true;
        for (Standards.Standard standard : standards.list()) {
            double ratio = rate(standard.benchmark()) / yardstick;
            if (!standard.isMet(ratio, tolerance)) {
                ratio = Math.max(ratio, rate(standard.benchmark()) / rate(standards.yardstick()));
            }
            boolean met = standard.isMet(ratio, tolerance);
            good &= met;
            System.out.printf(
                    Locale.ROOT,
                    "%-50s %10.3g %10.3g %+7.0f%%%s%n",
                    standard.benchmark(),
                    standard.ratio(),
                    ratio,
                    100 * (ratio / standard.ratio() - 1),
                    met ? "" : "  slower");
        }
        return good;
    }

    private static double rate(MicroRun benchmark) throws RunnerException {
        System.err.println("bench: measuring " + benchmark);
        return benchmark.rate();
    }
}
