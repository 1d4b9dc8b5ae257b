package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.arm.Arm;
import io.jianhu.loadtest.arm.Child;
import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.arm.Metrics;
import io.jianhu.loadtest.arm.Rehearsal;
import io.jianhu.loadtest.arm.Scratch;
import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Generator;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.ask.Target;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.WrongAnswer;
import io.jianhu.loadtest.tell.Spread;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/** A gateway that is measured, and one who asks it. */
final class Subject implements AutoCloseable {

    private static final int LANES = 4;
    private static final int PARTS = 3;
    private static final Duration STEP = Duration.ofSeconds(5);
    /** An answer that takes more than this share of what it took is as quick as it gets. */
    private static final double WARM = 0.95;

    private static final double KIB_OF_MIB = 1024;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Dialogue dialogue;
    private final Child gateway;
    private final GatewayFiles files;
    private final double readySeconds;
    private final Path scratch;
    private final Path first;
    private final Generator generator;

    Subject(Dialogue dialogue, Child gateway, GatewayFiles files, double readySeconds) throws IOException {
        this.dialogue = dialogue;
        this.gateway = gateway;
        this.files = files;
        this.readySeconds = readySeconds;
        scratch = files.policies().resolveSibling("");
        first = files.policies().resolveSibling("first");
        GatewayFiles.copy(files.policies(), first);
        generator = new Generator(dialogue);
    }

    double readySeconds() {
        return readySeconds;
    }

    /** Where a robot is asked. */
    Target target(String robot) {
        return new Target(gateway.number("data"), path(robot), Optional.of(files.key()));
    }

    static String path(String robot) {
        return "/robots/" + robot + "/v1";
    }

    /** What is asked of a model that answers at once, and how it must be answered. */
    Order order(boolean stream) throws InterruptedException, WrongAnswer {
        Target target = target(GatewayFiles.AT_ONCE);
        Arm arm = new Arm(Arm.JIANHU, target, target, Optional.of(gateway), Arm.Kind.TELLS);
        return Rehearsal.order(arm, stream, dialogue);
    }

    /**
     * Changes the policy that it was started with, puts that in the place of the one in force and waits until it is.
     *
     * @throws NotReady when it is refused, or not in force within a minute
     */
    void put(Ground.Change change) throws IOException, InterruptedException, NotReady {
        Path place = scratch.resolve("next");
        if (Files.exists(place)) { // what was refused before
            Scratch.remove(place);
        }
        Files.createDirectories(place);
        GatewayFiles next = new GatewayFiles(place.resolve("jianhu.yaml"), files.key());
        GatewayFiles.copy(first, next.policies());
        change.of(next);
        Problems problems = new Problems();
        Folder folder = PolicyFolder.read(next.policies(), problems);
        if (!problems.isEmpty()) {
            throw new NotReady("refused: " + problems.list().getFirst());
        }
        Files.move(files.policies(), scratch.resolve("last"));
        Files.move(next.policies(), files.policies());
        Scratch.remove(scratch.resolve("last"));
        String revision = PolicyFolder.revision(folder);
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (Metrics metrics = new Metrics(gateway)) {
            while (!metrics.revision().equals(revision)) {
                if (System.nanoTime() > end) {
                    throw new NotReady("not in force within a minute of being put in place");
                }
                Thread.sleep(Duration.ofMillis(100));
            }
        }
    }

    /**
     * Asks for a while, a few at a time.
     *
     * @throws WrongAnswer when one was not right
     */
    Tally ask(Order order, Duration duration) throws InterruptedException, WrongAnswer {
        Tally tally = generator.run(order, new Demand.Back(LANES, duration));
        if (tally.failed() > 0 || tally.right() == 0) {
            throw new WrongAnswer(tally.failed() + " of " + tally.asked() + " answers were not right; the first: "
                    + tally.firstWrong());
        }
        return tally;
    }

    /** Lets its compiler see what it is asked: until an answer takes no less than before, or the patience is over. */
    void warm(Order order, Duration patience) throws IOException, InterruptedException, WrongAnswer {
        long end = System.nanoTime() + patience.toNanos();
        double before = Double.MAX_VALUE;
        double now = micros(order, STEP);
        while (now < WARM * before && System.nanoTime() < end) {
            before = now;
            now = micros(order, STEP);
        }
    }

    /** Its processor time of an answer in microseconds: the middle one of a few parts of a while. */
    double cpuMicros(Order order, Duration duration) throws IOException, InterruptedException, WrongAnswer {
        double[] micros = new double[PARTS];
        for (int part = 0; part < PARTS; part++) {
            micros[part] = micros(order, duration.dividedBy(PARTS));
        }
        return Spread.of(micros).median();
    }

    private double micros(Order order, Duration duration) throws IOException, InterruptedException, WrongAnswer {
        ThreadFigures before = ThreadFigures.of(gateway.pid());
        Tally tally = ask(order, duration);
        return ThreadFigures.of(gateway.pid()).since(before) / 1e3 / tally.right();
    }

    /** Its processor time in a while in which nothing is done here, in milliseconds a second. */
    double cpuMillisASecond(Duration duration) throws IOException, InterruptedException {
        ThreadFigures before = ThreadFigures.of(gateway.pid());
        long began = System.nanoTime();
        Thread.sleep(duration);
        return ThreadFigures.of(gateway.pid()).since(before) * 1e3 / (System.nanoTime() - began);
    }

    double residentMib() {
        return gateway.figures().residentKib() / KIB_OF_MIB;
    }

    OptionalDouble liveMib() throws IOException, InterruptedException {
        return LiveMemory.mib(gateway.pid());
    }

    @Override
    public void close() {
        generator.close();
        gateway.close();
        Scratch.remove(scratch);
    }
}
