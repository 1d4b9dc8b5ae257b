package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Script;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.talk.Mood;
import java.time.Duration;
import java.util.concurrent.Future;

/** Scenarios of a model that does not do as it should. */
final class Models {

    private static final double LITTLE = 0.2;
    private static final int FEW = 8;
    /** A stream of single bytes takes ten seconds and more. */
    private static final int CRUMBLING = 200;

    /** What the gateway may take beside its patience with a model. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** When a robot whose model failed is to be asked again at the latest. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private Models() {}

    static void crumbs(Stage stage, Act act) throws InterruptedException {
        double whole = stage.cpuMicros(act, "whole events", stage.streams(), stage.few(FEW));
        Order crumbling = stage.streams().by(Script.in(Mood.CRUMBLING));
        double crumbs = stage.cpuMicros(act, "single bytes", crumbling, stage.few(CRUMBLING));
        act.fact("times the processor time", crumbs / whole, 1);
    }

    static void stalls(Stage stage, Act act) throws InterruptedException {
        Order order = stage.documents();
        Future<Tally> mute = stage.meanwhile(stage.streams().by(Script.in(Mood.MUTE)), stage.few(FEW));
        act.seen("others", stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
        told(act, "met by silence", Stage.of(mute), Stage.FIRST_WORD);
        recover(stage, act, stage.streams());
        Future<Tally> stalled = stage.meanwhile(stage.streams().by(Script.in(Mood.STALLED)), stage.few(FEW));
        act.seen("others again", stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
        told(act, "left in the middle", Stage.of(stalled), Stage.NEXT_WORD);
        recover(stage, act, stage.streams());
    }

    private static void told(Act act, String who, Tally tally, Duration patience) {
        act.seen(who, tally, Outcome.FAILED, Outcome.TURNED_AWAY);
        act.expect(tally.of(Outcome.FAILED) > 0, who + ": nobody came to such a model");
        double slowest = tally.otherwise().getMaxValue() / 1e6;
        act.fact(who + ", told after at most, ms", slowest, 0);
        act.expect(
                slowest <= patience.plus(MARGIN).toMillis(),
                who + ": told only after " + Math.round(slowest) + " ms (expected: at most "
                        + patience.plus(MARGIN).toMillis() + ")");
    }

    static void broken(Stage stage, Act act) throws InterruptedException {
        Order order = stage.documents();
        for (Mood mood : new Mood[] {Mood.CUT, Mood.BABBLING}) {
            String who = mood == Mood.CUT ? "broken off" : "babbled at";
            Future<Tally> streams = stage.meanwhile(stage.streams().by(Script.in(mood)), stage.few(1));
            act.seen("others beside those " + who, stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
            Tally met = Stage.of(streams);
            act.seen(who, met, Outcome.FAILED, Outcome.TURNED_AWAY);
            act.expect(met.of(Outcome.FAILED) > 0, who + ": nobody came to such a model");
            recover(stage, act, stage.streams());
        }
    }

    static void errors(Stage stage, Act act) throws InterruptedException {
        Order order = stage.documents();
        Future<Tally> failing = stage.meanwhile(order.by(Script.in(Mood.FAILING)), stage.flow(order, LITTLE));
        act.seen("others", stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
        act.seen("met by errors", Stage.of(failing), Outcome.FAILED, Outcome.TURNED_AWAY);
        recover(stage, act, order);
        act.seen("after", stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
    }

    /** Asks until all of half a second's answers are right. */
    static void recover(Stage stage, Act act, Order order) throws InterruptedException {
        long began = System.nanoTime();
        Tally again = stage.ask(order, new Demand.Back(1, MARGIN));
        while (again.failed() > 0 && System.nanoTime() - began < RECOVERY.toNanos()) {
            again = stage.ask(order, new Demand.Back(1, MARGIN));
        }
        act.fact("all right again after at most, s", (System.nanoTime() - began) / 1e9, 1);
        act.expect(again.failed() == 0, "not all right again after " + RECOVERY.toSeconds() + " s");
    }
}
