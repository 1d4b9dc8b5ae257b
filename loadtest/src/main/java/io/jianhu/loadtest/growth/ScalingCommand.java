package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Exit;
import io.jianhu.loadtest.tell.Format;
import io.jianhu.loadtest.tell.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how the gateway's cost grows with what grows in its life. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        description = "Measure how cost grows with words, rules, robots, histories and streams.",
        footer = {
            "",
            "Examples:",
            "  bench scaling                   all of them, about fifteen minutes",
            "  bench scaling --quick           fewer sizes, under four minutes",
            "  bench scaling rules robots      these two",
            "  bench scaling --list            what there is",
            "",
            "CPU is the gateway's processor time of an answer, or of a token of a stream. Live is what its heap holds after a",
            "collection, resident what the system counts; ready is the time from its start until it serves.",
            "A page with plots is kept in loadtest/target/results.",
            "Exit codes: 0 good, 1 the gateway does not go so far, 2 usage or something could not be started."
        })
public final class ScalingCommand implements Callable<Integer> {

    private static final Pattern SIZE = Pattern.compile("[1-9]\\d*[mg]");
    private static final int USUAL = 8;
    private static final int QUICK = 2;
    private static final Duration WARM_UP = Duration.ofMinutes(2);
    private static final Duration WARM_UP_QUICK = Duration.ofSeconds(45);
    private static final int BY_DEFAULT = -1;

    @Parameters(paramLabel = "NAME", description = "Which to measure. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Tell which there are, and measure none.")
    private boolean list;

    @Option(names = "--quick", description = "Fewer sizes and shorter runs, under four minutes.")
    private boolean quick;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each size is measured, after as long to get warm. Default: " + USUAL + ", or "
                    + QUICK + " with --quick.")
    private int seconds = BY_DEFAULT;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "The memory of the machine, as the gateway is told. Default: ${DEFAULT-VALUE}.")
    private String memory = "4g";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    ScalingCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Growth.ALL.forEach(growth -> System.out.printf("%-14s %s%n", growth.name(), growth.title()));
            return Exit.GOOD;
        }
        if (seconds == BY_DEFAULT) {
            seconds = quick ? QUICK : USUAL;
        }
        List<String> known = Growth.ALL.stream().map(Growth::name).toList();
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            System.err.println("bench: nothing called " + String.join(", ", unknown) + " (expected: "
                    + String.join(", ", known) + ")");
            return Exit.WRONG;
        }
        if (seconds < 1 || !SIZE.matcher(memory).matches()) {
            System.err.println("bench: --seconds " + seconds + " --memory " + memory
                    + " (expected: 1 or more, and a size such as 512m or 4g)");
            return Exit.WRONG;
        }
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench scaling" + (quick ? " --quick" : "") + " --seconds " + seconds + " --memory "
                        + memory + " --seed " + seed
                        + names.stream().map(name -> " " + name).collect(Collectors.joining()),
                Clock.systemUTC().instant());
        return Exit.of(
                circumstances,
                directory -> new GrowthReport(circumstances, measure(Place.home(), directory))
                        .tell("scaling", directory, format));
    }

    private List<Grown> measure(Path home, Path directory) throws IOException, InterruptedException {
        List<Grown> all = new ArrayList<>();
        Ground.Times times = new Ground.Times(quick ? WARM_UP_QUICK : WARM_UP, Duration.ofSeconds(seconds));
        try (Ground ground = new Ground(home, directory, times, seed, memory)) {
            for (Growth growth : Growth.ALL) {
                if (names.isEmpty() || names.contains(growth.name())) {
                    List<Point> points = new ArrayList<>();
                    growth.way().measure(ground, quick ? growth.few() : growth.sizes(), point -> {
                        points.add(point);
                        System.err.println("bench: " + growth.name() + ": " + GrowthReport.line(point));
                    });
                    all.add(new Grown(growth, points));
                }
            }
        }
        return List.copyOf(all);
    }
}
