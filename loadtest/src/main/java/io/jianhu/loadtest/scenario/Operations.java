package io.jianhu.loadtest.scenario;

import io.jianhu.loadtest.arm.Installed;
import io.jianhu.loadtest.ask.Demand;
import io.jianhu.loadtest.ask.Order;
import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Scenarios of those who run the gateway, and of the machine it runs on. */
final class Operations {

    private static final double LITTLE = 0.2;
    /** A gateway that has just been started is cold, and compiles itself on the same processors. */
    private static final double LESS = 0.05;

    private static final double QUARTER = 0.25;
    private static final Duration BETWEEN_EDITS = Duration.ofSeconds(5);
    private static final int EDITS = 3;
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration PROBE = Duration.ofMillis(500);
    /** A file may become no longer than this. */
    private static final String FULL = "--fsize=0:";

    private static final String FREE = "--fsize=unlimited:";

    private Operations() {}

    static void reload(Stage stage, Act act) throws IOException, InterruptedException {
        Duration whole = BETWEEN_EDITS.multipliedBy(EDITS);
        Future<Tally> documents = stage.asking(stage.documents(), stage.flow(stage.documents(), QUARTER, whole));
        Future<Tally> streams = stage.meanwhile(stage.streams(), stage.flow(stage.streams(), QUARTER, whole));
        double slowest = 0;
        for (int edit = 1; edit <= EDITS; edit++) {
            Thread.sleep(BETWEEN_EDITS.dividedBy(2));
            long began = System.nanoTime();
            stage.changeWords(edit);
            slowest = Math.max(slowest, (System.nanoTime() - began) / 1e6);
            Thread.sleep(BETWEEN_EDITS.dividedBy(2));
        }
        act.fact("in force after at most, ms", slowest, 0);
        act.seen("documents", Stage.of(documents), Outcome.RIGHT);
        act.seen("streams", Stage.of(streams), Outcome.RIGHT);
    }

    static void restart(Stage stage, Act act) throws IOException, InterruptedException {
        Optional<Path> haproxy = Installed.HAPROXY.place();
        if (haproxy.isEmpty()) {
            act.leaveOut("no haproxy on this machine");
            return;
        }
        try (Pair pair = Pair.start(stage, haproxy.get())) {
            Order documents = pair.through(stage.documents());
            Order streams = pair.through(stage.streams());
            stage.ask(documents, stage.flow(documents, LITTLE));
            stage.ask(streams, stage.flow(streams, LITTLE));
            Future<Tally> whole = stage.asking(documents, stage.flow(documents, LESS, Pair.BOTH));
            Future<Tally> spoken = stage.meanwhile(streams, stage.flow(streams, LESS, Pair.BOTH));
            act.expect(pair.restartInTurn(), "a gateway did not exit with 0");
            act.seen("documents", Stage.of(whole), Outcome.RIGHT);
            act.seen("streams", Stage.of(spoken), Outcome.RIGHT);
        }
    }

    static void diskFull(Stage stage, Act act) throws IOException, InterruptedException {
        Order order = stage.documents();
        act.seen("before", stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
        limit(stage, FULL);
        try {
            stage.ask(order, new Demand.Back(1, PROBE));
            act.seen("meanwhile", stage.ask(order, stage.flow(order, LITTLE)), Outcome.TURNED_AWAY);
        } finally {
            limit(stage, FREE);
        }
        Models.recover(stage, act, order);
        act.seen("after", stage.ask(order, stage.flow(order, LITTLE)), Outcome.RIGHT);
    }

    /** Lets no file of the gateway grow, as on a disk without room, or lets them grow again. */
    private static void limit(Stage stage, String limit) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(
                        "prlimit", "--pid", Long.toString(stage.gateway().pid()), limit)
                .inheritIO()
                .start();
        if (!prlimit.waitFor(RECOVERY.toSeconds(), TimeUnit.SECONDS) || prlimit.exitValue() != 0) {
            throw new IOException("prlimit did not do what it was asked");
        }
    }
}
