package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Script;
import io.jianhu.loadtest.ask.Tally;
import java.time.Duration;
import java.util.concurrent.Future;

/** Scenarios of those who ask: how many they are, what they ask, and how they listen. */
final class Loads {

    private static final double HALF = 0.5;
    private static final double QUARTER = 0.25;
    private static final double LITTLE = 0.2;
    private static final double SPIKE = 2;
    private static final double MOST_SLOWDOWN = 2;
    private static final double SLACK_MILLIS = 50;
    private static final long MOST_MORE_MIB = 512;
    private static final int KIB_OF_MIB = 1024;
    private static final int SLUGGISH = 16;
    private static final int REPEATED = 30_000;
    private static final int TOKENS_100K_OF_CHINESE = 150_000;
    private static final int MESSAGES = 100;
    private static final double MOST_FOR_HISTORY = 2;
    private static final int LANES = 8;

    private Loads() {}

    static void steady(Stage stage, Act act) throws InterruptedException {
        Future<Tally> streams = stage.meanwhile(stage.streams(), stage.flow(stage.streams(), QUARTER));
        act.seen("documents", stage.ask(stage.documents(), stage.flow(stage.documents(), QUARTER)), Outcome.RIGHT);
        act.seen("streams", Stage.of(streams), Outcome.RIGHT);
    }

    static void spike(Stage stage, Act act) throws InterruptedException {
        Order order = stage.documents();
        Tally before = stage.ask(order, stage.flow(order, LITTLE));
        act.seen("before", before, Outcome.RIGHT);
        act.seen(
                "in the spike",
                stage.ask(order, stage.flow(order, SPIKE, stage.plan().run().dividedBy(2))),
                Outcome.RIGHT,
                Outcome.TURNED_AWAY);
        stage.ask(order, stage.flow(order, LITTLE, Duration.ofSeconds(1)));
        Tally after = stage.ask(order, stage.flow(order, LITTLE));
        act.seen("after", after, Outcome.RIGHT);
        act.expect(
                p99(after) <= MOST_SLOWDOWN * p99(before) + SLACK_MILLIS,
                "a second after the spike the p99 is still more than twice, and 50 ms more, than what it was");
    }

    private static double p99(Tally tally) {
        return tally.latency().getValueAtPercentile(99) / 1e6;
    }

    static void slowReaders(Stage stage, Act act) throws InterruptedException {
        long before = stage.gateway().figures().residentKib() / KIB_OF_MIB;
        Future<Tally> sluggish = stage.slowly(stage.streams().by(Script.repeating(REPEATED)), stage.few(SLUGGISH));
        act.seen("others", stage.ask(stage.streams(), stage.flow(stage.streams(), QUARTER)), Outcome.RIGHT);
        act.seen("slow readers", Stage.of(sluggish), Outcome.RIGHT);
        long after = stage.gateway().figures().residentKib() / KIB_OF_MIB;
        act.fact("memory resident before, MiB", before);
        act.fact("memory resident after, MiB", after);
        act.expect(after - before <= MOST_MORE_MIB, "memory grew by more than " + MOST_MORE_MIB + " MiB");
    }

    static void attacks(Stage stage, Act act) throws InterruptedException {
        Order order = stage.documents();
        Future<Tally> attacks = stage.meanwhile(order.by(Script.ATTACK), stage.flow(order, 0.3 * HALF));
        act.seen("citizens", stage.ask(order, stage.flow(order, 0.7 * HALF)), Outcome.RIGHT);
        act.seen("attackers", Stage.of(attacks), Outcome.REFUSED);
    }

    static void longPrompts(Stage stage, Act act) throws InterruptedException {
        Order order = stage.documents();
        Future<Tally> prompts = stage.meanwhile(order.by(Script.after(TOKENS_100K_OF_CHINESE)), stage.few(2));
        act.seen("others", stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
        act.seen("long prompts", Stage.of(prompts), Outcome.RIGHT);
    }

    static void histories(Stage stage, Act act) throws InterruptedException {
        Order order = stage.documents();
        double single = stage.cpuMicros(act, "one message", order, stage.few(LANES));
        Order history = order.by(Script.history(MESSAGES));
        stage.ask(history, stage.few(LANES));
        double hundred = stage.cpuMicros(act, MESSAGES + " messages", history, stage.few(LANES));
        act.fact("times the processor time", hundred / single, 2);
        act.expect(
                hundred <= MOST_FOR_HISTORY * single,
                "a long history costs more than twice as much as a single message");
    }
}
