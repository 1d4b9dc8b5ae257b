package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.arm.Variant;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the gateway beside itself with other options of the Java machine, turn by turn. */
@Command(
        name = "flags",
        mixinStandardHelpOptions = true,
        description = "Measure the gateway beside itself with other options of the Java machine.",
        footer = {
            "",
            "Examples:",
            "  bench flags --quick                                 collectors, object heads, carriers: five minutes",
            "  bench flags 'g1=-XX:-UseParallelGC -XX:+UseG1GC'    this one",
            "  bench flags small=-Xmx512m large=-Xmx4g",
            "",
            "Exit codes: 0 good, 1 the figures cannot be trusted, 2 usage or something could not be started."
        })
public final class FlagsCommand implements Callable<Integer> {

    private static final int WORDS = 10_000;
    private static final double PERSONAL = 0.1;

    @Parameters(paramLabel = "NAME=OPTIONS", description = "What to compare. Default: see the first example.")
    private List<String> given = new ArrayList<>();

    @Option(names = "--quick", description = "Fewer and shorter rounds.")
    private boolean quick;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    FlagsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<Variant> variants = new ArrayList<>(given.isEmpty() ? Variant.USUAL : List.of());
        Set<String> names = new HashSet<>();
        for (String one : given) {
            Optional<Variant> variant = Variant.of(one);
            if (variant.isEmpty() || !names.add(variant.get().name())) {
                System.err.println(
                        "bench: " + one + " (expected: a name of its own, =, and options, such as g1=-XX:+UseG1GC)");
                return Exit.WRONG;
            }
            variants.add(variant.get());
        }
        Plan plan = quick ? Plan.quick(seed, WORDS, PERSONAL) : Plan.usual(seed, WORDS, PERSONAL);
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench flags" + (quick ? " --quick" : "") + " --seed " + seed
                        + given.stream().map(one -> " '" + one + "'").collect(Collectors.joining()),
                Clock.systemUTC().instant());
        return Exit.of(circumstances, directory -> {
            Summary summary = new Summary(measure(variants, plan, Place.home(), directory));
            Doubts doubts = Doubts.of(summary, circumstances.loadAverage());
            String options = variants.stream()
                    .map(variant -> String.format("%n%-13s %s", variant.name(), variant.options()))
                    .collect(Collectors.joining("", "", "\n"));
            new Told("jianhu bench flags", circumstances, plan, Row.all(summary), summary, doubts, List.of(), options)
                    .tell(directory, format);
            return doubts.refusals().isEmpty();
        });
    }

    private static List<Measurement> measure(List<Variant> variants, Plan plan, Path home, Path directory)
            throws IOException, InterruptedException, WrongAnswer {
        Dialogue dialogue = new Dialogue(plan.seed(), plan.personalShare());
        try (Arms arms = Arms.variants(variants, plan, home, directory);
                Generator generator = new Generator(dialogue)) {
            return new Campaign(plan, arms, generator, dialogue).run();
        }
    }
}
