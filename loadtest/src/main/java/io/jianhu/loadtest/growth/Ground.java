package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.arm.Arms;
import io.jianhu.loadtest.arm.Child;
import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.arm.Scratch;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.loadtest.talk.WrongAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Where gateways of many sizes are measured: a mock model, what all gateways are told, and one that has become warm. */
final class Ground implements AutoCloseable {

    private static final double PERSONAL = 0.1;
    private static final int WORDS = 10_000;

    /** Of the model of one robot, which the others have not. */
    private static final Pace SLOW = new Pace(Duration.ZERO, Duration.ofSeconds(1));

    private static final int MOST_STREAMS = 10_200;

    private final Path home;
    private final Path results;
    private final Times times;
    private final long seed;
    private final String memory;
    private final Dialogue dialogue;
    private final Child model;
    private @Nullable Subject warm;

    /**
     * How long is measured.
     *
     * @param warmUp at most, for the gateway that is to become warm
     * @param run of one size, after as long to get used to it
     */
    record Times(Duration warmUp, Duration run) {}

    /** Changes the files of a gateway before it reads them. */
    @FunctionalInterface
    interface Change {
        void of(GatewayFiles files) throws IOException;
    }

    /**
     * Starts the model.
     *
     * @param memory of the machine, as gateways are told
     */
    Ground(Path home, Path results, Times times, long seed, String memory) throws IOException {
        this.home = home;
        this.results = results;
        this.times = times;
        this.seed = seed;
        this.memory = memory;
        dialogue = new Dialogue(seed, PERSONAL);
        model = Arms.program(results, "mock", "--seed=" + seed, "--personal=" + PERSONAL);
    }

    Times times() {
        return times;
    }

    long seed() {
        return seed;
    }

    /** Between the tokens of the robot that is {@link GatewayFiles#PACED}, in the gateway that is warm. */
    Duration pause() {
        return SLOW.between();
    }

    Dialogue dialogue() {
        return dialogue;
    }

    /** A gateway that has answered for long, whatever its policy is at present. */
    Subject warm() throws IOException, InterruptedException, NotReady, WrongAnswer {
        if (warm == null) {
            Subject subject = start("warm", SLOW, Ground::forMany);
            warm = subject;
            System.err.println("bench: warming up for at most " + times.warmUp().toSeconds() + " s");
            subject.warm(subject.order(false), times.warmUp());
        }
        return warm;
    }

    private static void forMany(GatewayFiles files) throws IOException {
        Files.writeString(
                files.configuration(),
                "limits: {streams: %d, connections: %d}%n".formatted(MOST_STREAMS, MOST_STREAMS),
                StandardOpenOption.APPEND);
    }

    /**
     * Starts a gateway with the shipped rules and as many words as in other measurements, and with a change.
     *
     * @param name of the directory for its error output
     */
    Subject start(String name, Change change) throws IOException, NotReady {
        return start(name, Pace.NONE, change);
    }

    private Subject start(String name, Pace pace, Change change) throws IOException, NotReady {
        Path own = Files.createDirectories(results.resolve(name));
        Path scratch = Files.createTempDirectory("jianhu-scaling-");
        boolean started = false;
        try {
            GatewayFiles files = GatewayFiles.write(
                    scratch, home.resolve("policies"), model.number("port"), pace, WordBase.words(seed, WORDS));
            change.of(files);
            long began = System.nanoTime();
            Child gateway = gateway(files, own);
            double ready = (System.nanoTime() - began) / 1e9;
            started = true;
            return new Subject(dialogue, gateway, files, ready);
        } finally {
            if (!started) {
                Scratch.remove(scratch);
            }
        }
    }

    private Child gateway(GatewayFiles files, Path errors) throws NotReady {
        // What is live is learnt by attaching, and the end of all memory is told on the standard output otherwise.
        String options =
                Optional.ofNullable(System.getenv("JIANHU_JAVA_OPTIONS")).orElse("") + " -XX:MaxRAM=" + memory
                        + " -XX:-DisableAttachMechanism -XX:+DisplayVMOutputToStderr -XX:-UseDynamicNumberOfCompilerThreads";
        try {
            return Arms.gateway(home, files, errors, List.of("env", "JIANHU_JAVA_OPTIONS=" + options));
        } catch (IOException e) {
            throw new NotReady(
                    e.getCause() instanceof TimeoutException
                            ? "not ready within a minute"
                            : reason(errors.resolve("jianhu.err"))
                                    .replace(files.policies().resolveSibling("") + "/", ""),
                    e);
        }
    }

    /** The first thing that a gateway said against starting. */
    static String reason(Path errors) {
        try {
            return Files.readAllLines(errors).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("WARNING") && !line.startsWith("Picked up"))
                    .findFirst()
                    .orElse("ended without a word");
        } catch (IOException e) {
            return "ended, and what it said cannot be read";
        }
    }

    @Override
    public void close() {
        if (warm != null) {
            warm.close();
        }
        model.close();
    }
}
