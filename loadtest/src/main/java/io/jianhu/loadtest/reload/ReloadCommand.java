package io.jianhu.loadtest.reload;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.arm.Rehearsal;
import io.jianhu.loadtest.ask.Arrivals;
import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.reload.ReloadFigures.Round;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.loadtest.talk.WrongAnswer;
import io.jianhu.loadtest.tell.Circumstances;
import io.jianhu.loadtest.tell.Exit;
import io.jianhu.loadtest.tell.Format;
import io.jianhu.loadtest.tell.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a change of a long word list takes, and what those notice who are answered meanwhile. */
@Command(
        name = "reload",
        mixinStandardHelpOptions = true,
        description = "Change a list of many words while questions are answered: time to live, p99 before and during.",
        footer = {
            "",
            "Examples:",
            "  bench reload",
            "  bench reload --rounds 9 --format json",
            "",
            "Exit codes: 0 good, 1 a question got no right answer, 2 usage or something could not be started."
        })
public final class ReloadCommand implements Callable<Integer> {

    private static final int LANES = 32;
    private static final int MOST_LANES = 1024;
    private static final int LEAST_WORDS = 2;

    @Option(names = "--rounds", paramLabel = "N", description = "Edits under each load. Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--words", paramLabel = "N", description = "Words in the list. Default: ${DEFAULT-VALUE}.")
    private int words = 100_000;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    ReloadCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (rounds < 1 || words < LEAST_WORDS) {
            System.err.println("bench: --rounds " + rounds + " --words " + words + " (expected: 1 or more, and "
                    + LEAST_WORDS + " or more)");
            return Exit.WRONG;
        }
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench reload --rounds " + rounds + " --words " + words,
                Clock.systemUTC().instant());
        return Exit.of(circumstances, directory -> {
            ReloadFigures figures = new ReloadFigures(circumstances, measure(Place.home(), directory));
            Files.writeString(directory.resolve("reload.json"), figures.json());
            System.out.print(
                    switch (format) {
                        case TEXT -> figures.text();
                        case JSON -> figures.json();
                    });
            System.out.flush();
            return figures.failed() == 0;
        });
    }

    private List<Round> measure(Path home, Path directory) throws IOException, InterruptedException, WrongAnswer {
        Plan plan = Plan.quick(1, words, 0.1);
        Dialogue dialogue = new Dialogue(plan.seed(), plan.personalShare());
        try (Arms arms = Arms.start(plan, home, directory);
                Generator generator = new Generator(dialogue)) {
            Arm arm = arms.list().getLast();
            Order order = Rehearsal.order(arm, false, dialogue);
            System.err.println("bench: warming up");
            Supplier<Demand> full = () -> new Demand.Back(LANES, Reload.WINDOW);
            generator.run(order, new Demand.Back(LANES, plan.warmUp()));
            double rate = generator.run(order, full.get()).rate();
            Supplier<Demand> half = () -> new Demand.Flow(
                    new Arrivals(Arrivals.Kind.POISSON, rate / 2, plan.seed()), MOST_LANES, Reload.WINDOW);
            Reload reload =
                    new Reload(arm, arms.words(), WordBase.words(plan.seed(), words), order, generator, dialogue);
            List<Round> measured = new ArrayList<>();
            for (int i = 1; i <= rounds; i++) {
                measured.add(told(reload.round("half load", half, 2 * i - 1)));
                measured.add(told(reload.round("as much as goes", full, 2 * i)));
                // What was replaced is let go, and the file is old enough to be passed over again.
                Thread.sleep(Duration.ofSeconds(3));
            }
            return List.copyOf(measured);
        }
    }

    private static Round told(Round round) {
        System.err.printf(
                Locale.ROOT,
                "bench: round %d, %s: live after %.0f ms, p99 %.2f ms, before %.2f ms, %d failed%n",
                round.number(),
                round.load(),
                round.live(),
                round.p99During(),
                round.p99Before(),
                round.failed());
        return round;
    }
}
