package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.arm.Plan;
import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Script;
import io.jianhu.loadtest.ask.Tally;
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
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A long run at a steady load, to see whether anything grows that must not. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Ask for a long time, and see whether memory, threads, files or latency grow.",
        footer = {
            "",
            "Examples:",
            "  bench soak                          half an hour at 70 %% of capacity",
            "  bench soak --minutes 480            a working day",
            "  bench soak --minutes 5 --share 0.5",
            "",
            "Half of the load are documents, half streams; one question in twenty is an attack, eight readers are slow, and",
            "every fifth sample the words that are looked for change.",
            "Exit codes: 0 good, 1 something grew or a question was not answered as it should be, 2 usage or nothing could",
            "be started."
        })
public final class SoakCommand implements Callable<Integer> {

    private static final double PERSONAL = 0.1;
    private static final int WORDS = 10_000;
    private static final int EDIT_EVERY = 5;
    private static final int SLUGGISH = 8;
    private static final int REPEATED = 30_000;
    /** In fewer minutes there are too few samples to tell what grows. */
    private static final int LEAST = 3;

    private static final Duration SLICE = Duration.ofSeconds(15);

    private static final Scenario ALL_DAY = new Scenario(
            "soak",
            "documents, streams, attacks, slow readers and changes of words, hour after hour",
            "every attack refused, every other answer right, and nothing grows",
            (stage, act) -> {});

    @Option(names = "--minutes", paramLabel = "N", description = "How long. Default: ${DEFAULT-VALUE}.")
    private int minutes = 30;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Of the gateway's capacity, more than 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double share = 0.7;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "The memory of the machine, as the gateway is told. Default: ${DEFAULT-VALUE}.")
    private String memory = "1g";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    SoakCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (minutes < LEAST || !(share > 0 && share <= 1)) {
            System.err.println("bench: --minutes " + minutes + " --share " + share + " (expected: " + LEAST
                    + " or more, and more than 0 to 1)");
            return Exit.WRONG;
        }
        Circumstances circumstances = Circumstances.of(
                "loadtest/bin/bench soak --minutes " + minutes + " --share " + share + " --memory " + memory,
                Clock.systemUTC().instant());
        return Exit.of(
                circumstances,
                directory -> run(circumstances, Place.home(), directory).tell("soak", directory, format));
    }

    private SoakReport run(Circumstances circumstances, Path home, Path directory)
            throws IOException, InterruptedException, WrongAnswer {
        Plan plan = Plan.scenarios(1, WORDS, PERSONAL, SLICE);
        List<Sample> samples = new ArrayList<>();
        Act act = new Act(ALL_DAY);
        List<String> limited = List.of("env", "JAVA_TOOL_OPTIONS=-XX:MaxRAM=" + memory);
        try (Stage stage = Stage.open(plan, home, directory, limited)) {
            ask(stage, act, samples);
        }
        return new SoakReport(circumstances, List.copyOf(samples), act);
    }

    /** Asks to the end of the time; what keeps it from going on is a fault of the act, and the samples are kept. */
    private void ask(Stage stage, Act act, List<Sample> samples) throws InterruptedException {
        Tally documents = new Tally();
        Tally streams = new Tally();
        Order spoken = stage.streams().by(Script.MIXED);
        Order whole = stage.documents().by(Script.MIXED);
        Order repeated = stage.streams().by(Script.repeating(REPEATED));
        Duration time = Duration.ofMinutes(minutes);
        Future<Tally> slow = stage.slowly(repeated, new Demand.Back(SLUGGISH, time));
        long began = System.nanoTime();
        try {
            for (int i = 1; System.nanoTime() - began < time.toNanos(); i++) {
                Future<Tally> beside = stage.meanwhile(spoken, stage.flow(spoken, share / 2));
                Tally asked = stage.ask(whole, stage.flow(whole, share / 2));
                documents.add(asked);
                streams.add(Stage.of(beside));
                double passed = (System.nanoTime() - began) / 60e9;
                samples.add(told(Sample.of(stage, passed, asked), documents));
                if (i % EDIT_EVERY == 0) {
                    stage.changeWords(i);
                }
            }
        } catch (IOException | IllegalStateException e) {
            act.expect(false, "could not go on: " + e.getMessage());
        }
        act.seen("documents", documents, Outcome.RIGHT, Outcome.REFUSED);
        act.seen("streams", streams, Outcome.RIGHT, Outcome.REFUSED);
        act.seen("slow readers", Stage.of(slow), Outcome.RIGHT);
    }

    private static Sample told(Sample sample, Tally documents) {
        System.err.printf(
                Locale.ROOT,
                "bench: minute %.1f: %,d documents right, %d MiB resident, heap %.0f %%, p99 %.0f ms%n",
                sample.minutes(),
                documents.right(),
                Math.round(sample.resident()),
                sample.heap(),
                sample.p99());
        return sample;
    }
}
