package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.talk.WrongAnswer;
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
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays what happens to a gateway in a district: bad days of those who ask, of models, of machines. */
@Command(
        name = "scenarios",
        mixinStandardHelpOptions = true,
        description = "Play what happens to a gateway in a district, and see whether it comes through.",
        footer = {
            "",
            "Examples:",
            "  bench scenarios                     all of them, about five minutes",
            "  bench scenarios spike disk-full     these two",
            "  bench scenarios --list              what there is",
            "",
            "A page with what became of the questions from moment to moment is kept in loadtest/target/results.",
            "Exit codes: 0 good, 1 the gateway did not come through, 2 usage or something could not be started."
        })
public final class ScenariosCommand implements Callable<Integer> {

    private static final double PERSONAL = 0.1;
    private static final int WORDS = 10_000;

    @Parameters(paramLabel = "NAME", description = "Which to play. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Tell which there are, and play none.")
    private boolean list;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each part of a scenario takes. Default: ${DEFAULT-VALUE}.")
    private int seconds = 8;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    ScenariosCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (list) {
            Scenario.ALL.forEach(scenario -> System.out.printf("%-14s %s%n", scenario.name(), scenario.title()));
            return Exit.GOOD;
        }
        List<String> known = Scenario.ALL.stream().map(Scenario::name).toList();
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty() || seconds < 1) {
            System.err.println("bench: "
                    + (unknown.isEmpty()
                            ? "--seconds " + seconds + " (expected: 1 or more)"
                            : "no scenario " + String.join(", ", unknown) + " (expected: " + String.join(", ", known)
                                    + ")"));
            return Exit.WRONG;
        }
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench scenarios --seconds " + seconds + " --seed " + seed
                        + names.stream().map(name -> " " + name).collect(Collectors.joining()),
                Clock.systemUTC().instant());
        return Exit.of(
                circumstances,
                directory -> new ActsReport(circumstances, play(Place.home(), directory))
                        .tell("scenarios", directory, format));
    }

    private List<Act> play(Path home, Path directory) throws IOException, InterruptedException, WrongAnswer {
        Plan plan = Plan.scenarios(seed, WORDS, PERSONAL, Duration.ofSeconds(seconds));
        List<Act> acts = new ArrayList<>();
        try (Stage stage = Stage.open(plan, home, directory, List.of())) {
            for (Scenario scenario : Scenario.ALL) {
                if (names.isEmpty() || names.contains(scenario.name())) {
                    System.err.println("bench: " + scenario.name() + ": " + scenario.title());
                    Act act = scenario.play(stage);
                    System.err.println("bench: " + scenario.name() + ": " + ActsReport.verdict(act));
                    acts.add(act);
                }
            }
        }
        return List.copyOf(acts);
    }
}
