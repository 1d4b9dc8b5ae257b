package io.jianhu.loadtest.growth;

import com.sun.management.UnixOperatingSystemMXBean;
import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Script;
import io.jianhu.loadtest.crowd.Attendance;
import io.jianhu.loadtest.crowd.Crowd;
import io.jianhu.loadtest.crowd.SharedLine;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.loadtest.talk.WrongAnswer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** How each growth is measured. */
final class Sizes {

    private static final Duration AT_FIRST = Duration.ofSeconds(1);
    /** Streams come in waves, as many began together. */
    private static final Duration HOLD = Duration.ofSeconds(5);

    private static final Duration ARRIVAL = Duration.ofSeconds(25);
    /** The share of tokens that must have come, or the machine was too slow for so many streams. */
    private static final double ENOUGH = 0.8;

    private static final int SPARE = 200;
    private static final int HALVES = 2;

    private Sizes() {}

    static void words(Ground ground, List<Integer> sizes, Consumer<Point> found)
            throws IOException, InterruptedException {
        policies(
                ground,
                "words",
                sizes,
                found,
                size -> Script.PLAIN,
                size -> files -> ManyRules.words(files.policies(), WordBase.words(ground.seed(), size)));
    }

    static void rules(Ground ground, List<Integer> sizes, Consumer<Point> found)
            throws IOException, InterruptedException {
        policies(
                ground,
                "rules",
                sizes,
                found,
                size -> Script.PLAIN,
                size -> files -> ManyRules.rules(files.policies(), size, ground.seed() + 1));
    }

    static void robots(Ground ground, List<Integer> sizes, Consumer<Point> found)
            throws IOException, InterruptedException {
        policies(
                ground,
                "robots",
                sizes,
                found,
                size -> Script.among(
                        ManyRobots.ids(size).stream().map(Subject::path).toList()),
                size -> files -> ManyRobots.robots(files.policies(), size));
    }

    static void historySeen(Ground ground, List<Integer> sizes, Consumer<Point> found)
            throws IOException, InterruptedException {
        histories(ground, sizes, found, Script::history);
    }

    static void historyNew(Ground ground, List<Integer> sizes, Consumer<Point> found)
            throws IOException, InterruptedException {
        histories(ground, sizes, found, Script::newHistory);
    }

    /** Each policy starts a gateway of its own, and is put into force in the one that is warm, which then answers. */
    private static void policies(
            Ground ground,
            String name,
            List<Integer> sizes,
            Consumer<Point> found,
            IntFunction<Script> script,
            IntFunction<Ground.Change> change)
            throws IOException, InterruptedException {
        for (int size : sizes) {
            try {
                double ready;
                double resident;
                OptionalDouble live;
                try (Subject fresh = ground.start(name + "-" + size, change.apply(size))) {
                    ready = fresh.readySeconds();
                    fresh.ask(fresh.order(false).by(script.apply(size)), AT_FIRST);
                    resident = fresh.residentMib();
                    live = fresh.liveMib();
                }
                Subject warm = ground.warm();
                warm.put(change.apply(size));
                Order order = warm.order(false).by(script.apply(size));
                warm.ask(order, ground.times().run());
                found.accept(new Point.Measured(
                        size,
                        warm.cpuMicros(order, ground.times().run()),
                        OptionalDouble.of(warm.cpuMillisASecond(ground.times().run())),
                        live,
                        OptionalDouble.of(resident),
                        OptionalDouble.of(ready)));
            } catch (NotReady | WrongAnswer e) {
                found.accept(Point.Failed.because(e, size));
            }
        }
    }

    /** The gateway that is warm has its first policy again, and is asked in other ways. */
    private static void histories(Ground ground, List<Integer> sizes, Consumer<Point> found, IntFunction<Script> script)
            throws IOException, InterruptedException {
        for (int size : sizes) {
            try {
                Subject warm = ground.warm();
                warm.put(files -> {});
                Order order = warm.order(false).by(script.apply(size));
                warm.ask(order, ground.times().run());
                found.accept(new Point.Measured(
                        size,
                        warm.cpuMicros(order, ground.times().run()),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
            } catch (NotReady | WrongAnswer e) {
                found.accept(Point.Failed.because(e, size));
            }
        }
    }

    /** Many listen to the gateway that is warm. */
    static void streams(Ground ground, List<Integer> sizes, Consumer<Point> found)
            throws IOException, InterruptedException {
        for (int size : sizes) {
            try {
                Subject warm = ground.warm();
                warm.put(files -> {});
                warm.ask(warm.order(true), ground.times().run());
                found.accept(streams(ground, warm, size));
            } catch (NotReady | WrongAnswer e) {
                found.accept(Point.Failed.because(e, size));
            }
        }
    }

    private static Point streams(Ground ground, Subject subject, int size) throws IOException, InterruptedException {
        long needed = (long) size + listening(size) + SPARE;
        if (needed > mayHaveOpen()) {
            return new Point.LeftOut(size, "needs " + needed + " open files, and ulimit -n allows " + mayHaveOpen());
        }
        Duration hold =
                ground.times().run().compareTo(HOLD) < 0 ? HOLD : ground.times().run();
        double idle = subject.cpuMillisASecond(hold);
        try (Crowd crowd = new Crowd(subject.target(GatewayFiles.PACED), ground.dialogue())) {
            crowd.gather(size, size / HALVES, ARRIVAL);
            Attendance there = crowd.attendance();
            int before = there.pieces();
            double busy = subject.cpuMillisASecond(hold);
            int pieces = there.pieces() - before;
            long due = size * hold.toMillis() / ground.pause().toMillis();
            if (there.listening() < size) {
                return new Point.Failed(size, "only " + there.listening() + " streams are held");
            }
            if (pieces < ENOUGH * due) {
                return new Point.LeftOut(size, "only " + pieces + " tokens came of " + due + " that were due");
            }
            return new Point.Measured(
                    size,
                    (busy - idle) * hold.toMillis() / pieces,
                    OptionalDouble.empty(),
                    subject.liveMib(),
                    OptionalDouble.of(subject.residentMib()),
                    OptionalDouble.empty());
        }
    }

    /** Connections of those who listen. */
    private static int listening(int streams) {
        int shared = streams / HALVES;
        return streams - shared + (shared + SharedLine.MOST - 1) / SharedLine.MOST;
    }

    private static long mayHaveOpen() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
