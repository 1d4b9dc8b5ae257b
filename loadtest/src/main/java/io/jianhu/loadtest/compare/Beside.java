package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.arm.Variation;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WrongAnswer;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Exit;
import io.jianhu.loadtest.tell.Format;
import io.jianhu.loadtest.tell.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Measures the gateway beside itself, each time with one difference, turn by turn: the options and the doing. */
final class Beside {

    private static final int WORDS = 10_000;
    private static final double PERSONAL = 0.1;

    @Option(names = "--quick", description = "Fewer and shorter rounds.")
    private boolean quick;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    Beside() {}

    /**
     * Measures and tells.
     *
     * @param command of the bench, {@code flags}
     * @param operands as they were given, each with a space before it
     * @return the exit code
     */
    int measure(String command, String operands, List<? extends Variation> variations) throws InterruptedException {
        Plan plan = quick ? Plan.quick(seed, WORDS, PERSONAL) : Plan.usual(seed, WORDS, PERSONAL);
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench " + command + (quick ? " --quick" : "") + " --seed " + seed + operands,
                Clock.systemUTC().instant());
        return Exit.of(circumstances, directory -> {
            Summary summary = new Summary(measure(variations, plan, directory));
            Doubts doubts = Doubts.of(summary, circumstances.loadAverage());
            String differences = variations.stream()
                    .map(one -> String.format("%n%-13s %s", one.arm(), one.difference()))
                    .collect(Collectors.joining("", "", "\n"));
            String title = "jianhu bench " + command;
            new Told(title, circumstances, plan, Row.all(summary), summary, doubts, List.of(), differences)
                    .tell(directory, format);
            return doubts.refusals().isEmpty();
        });
    }

    private static List<Measurement> measure(List<? extends Variation> variations, Plan plan, Path directory)
            throws IOException, InterruptedException, WrongAnswer {
        Dialogue dialogue = new Dialogue(plan.seed(), plan.personalShare());
        try (Arms arms = Arms.varied(variations, plan, Place.home(), directory);
                Generator generator = new Generator(dialogue)) {
            return new Campaign(plan, arms, generator, dialogue).run();
        }
    }
}
