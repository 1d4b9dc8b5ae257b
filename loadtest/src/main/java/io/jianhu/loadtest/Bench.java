package io.jianhu.loadtest;

import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.compare.Campaign;
import io.jianhu.loadtest.compare.Doubts;
import io.jianhu.loadtest.compare.FlagsCommand;
import io.jianhu.loadtest.compare.Measurement;
import io.jianhu.loadtest.compare.PartsCommand;
import io.jianhu.loadtest.compare.Row;
import io.jianhu.loadtest.compare.Summary;
import io.jianhu.loadtest.compare.Told;
import io.jianhu.loadtest.crowd.CrowdCommand;
import io.jianhu.loadtest.growth.ScalingCommand;
import io.jianhu.loadtest.micro.GateCommand;
import io.jianhu.loadtest.micro.MicroCommand;
import io.jianhu.loadtest.peers.PeersCommand;
import io.jianhu.loadtest.reload.ReloadCommand;
import io.jianhu.loadtest.scenario.ScenariosCommand;
import io.jianhu.loadtest.scenario.SoakCommand;
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
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what the gateway costs on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measure what jianhu costs: no gateway, a bare relay, nginx and HAProxy where they are installed, and jianhu,"
                        + " turn by turn, on this machine alone.",
        subcommands = {
            MicroCommand.class,
            GateCommand.class,
            ReloadCommand.class,
            CrowdCommand.class,
            PeersCommand.class,
            ScenariosCommand.class,
            SoakCommand.class,
            ScalingCommand.class,
            PartsCommand.class,
            FlagsCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  bench --quick                under three minutes",
            "  bench                        about eleven minutes, five rounds",
            "  bench --format json          the same, for a program",
            "  bench --words 100000         with a larger word base beside the shipped rules",
            "  bench reload                 what a change of 100,000 words takes, and what the others notice",
            "  bench crowd                  10,000 slow streams and 1,000 unfinished requests at once",
            "  bench scenarios              spikes, slow readers, attacks, broken models, reloads, restarts, a full disk",
            "  bench soak                   half an hour at 70 %% of capacity: does anything grow?",
            "  bench scaling                how cost grows with words, rules, robots, histories, streams",
            "  bench parts                  what rules, words, masking and records cost",
            "  bench flags                  beside itself with other collectors and options of the Java machine",
            "  bench gate                   fails when code has become slower than recorded",
            "  bench peers                  beside LiteLLM, Portkey and llm-shield-proxy with their guards on, installed for it",
            "  bench jmh Keyword            micro-benchmarks with Keyword in their names",
            "",
            "A page with charts and raw results are kept in loadtest/target/results. loadtest/NOTES.md says how to read the"
                    + " figures.",
            "Exit codes: 0 good, 1 the figures cannot be trusted, 2 usage or something could not be started."
        })
public final class Bench implements Callable<Integer> {

    @Option(names = "--quick", description = "Fewer and shorter rounds, under three minutes.")
    private boolean quick;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(names = "--seed", paramLabel = "N", description = "Of everything random. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--words",
            paramLabel = "N",
            description = "Words looked for beside the shipped rules; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int words = 10_000;

    @Option(
            names = "--personal",
            paramLabel = "SHARE",
            description = "The share of questions with a mobile number, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double personalShare = 0.1;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (words < 0 || !(personalShare >= 0 && personalShare <= 1)) {
            System.err.println(
                    "bench: --words " + words + " --personal " + personalShare + " (expected: 0 or more, and 0 to 1)");
            return Exit.WRONG;
        }
        Plan plan = quick ? Plan.quick(seed, words, personalShare) : Plan.usual(seed, words, personalShare);
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench" + (quick ? " --quick" : "") + " --seed " + seed + " --words " + words
                        + " --personal " + personalShare,
                Clock.systemUTC().instant());
        return Exit.of(
                circumstances,
                directory -> report(circumstances, plan, measure(plan, Place.home(), directory), directory));
    }

    private static List<Measurement> measure(Plan plan, Path home, Path directory)
            throws IOException, InterruptedException, WrongAnswer {
        Dialogue dialogue = new Dialogue(plan.seed(), plan.personalShare());
        try (Arms arms = Arms.start(plan, home, directory);
                Generator generator = new Generator(dialogue)) {
            System.err.println("bench: this takes about "
                    + Campaign.time(plan, arms.list().size()).toSeconds() + " s");
            return new Campaign(plan, arms, generator, dialogue).run();
        }
    }

    private boolean report(Circumstances circumstances, Plan plan, List<Measurement> measurements, Path directory)
            throws IOException {
        Summary summary = new Summary(measurements);
        Doubts doubts = Doubts.of(summary, circumstances.loadAverage());
        new Told("jianhu bench", circumstances, plan, Row.all(summary), summary, doubts, List.of(), "")
                .tell(directory, format);
        return doubts.refusals().isEmpty();
    }
}
