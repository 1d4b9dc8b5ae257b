package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jianhu.chat.Shape;
import io.jianhu.robot.Client;
import io.jianhu.robot.Credential;
import io.jianhu.robot.Robot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is let in and who is turned away, and why. */
class GateTest {

    private static final String QUESTION = Asking.question(false, "你好");

    private final List<String> shed = new ArrayList<>();
    private long now = 1_000_000_000_000L;

    private Gate gate(Capacity capacity) {
        return new Gate(Credential.NONE, capacity, () -> false, shed::add, () -> now);
    }

    private static Client client(String id, Client.Limits limits) {
        return new Client(id, id, List.of(), Set.of("*"), limits);
    }

    private static Client client(String id) {
        return client(id, Client.Limits.NONE);
    }

    private static Robot robot(String limits) {
        return Hall.edition("robots/FT-001.yaml", text -> text + "\nlimits: " + limits + "\n")
                .registry()
                .robot("FT-001")
                .orElseThrow();
    }

    private static final Robot ROBOT = robot("{}");

    private static Asking enter(Gate gate, Client client, Robot robot) throws Rejected {
        Asking asking = new Asking("FT-001", QUESTION, List.of());
        gate.enter(asking, client, robot);
        return asking;
    }

    private Rejected turnedAway(Gate gate, Client client, Robot robot, int status, String reason) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> enter(gate, client, robot));
        assertThat(rejected).as(reason).isNotNull();
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.status()).isEqualTo(status);
        assertThat(rejected.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
        assertThat(shed).last().isEqualTo(reason);
        return rejected;
    }

    private static Client.Limits limits(int perSecond, int streams, int bodies) {
        return new Client.Limits(some(perSecond), some(streams), some(bodies));
    }

    private static OptionalInt some(int limit) {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    @Test
    void whatAClientAsksBeyondItsOwnLimitsIsItsOwnAffair() throws Rejected {
        Gate gate = gate(Capacity.NONE);
        Client one = client("one", limits(0, 1, 0));
        Asking running = enter(gate, one, ROBOT);
        turnedAway(gate, one, ROBOT, 429, "client-streams");
        enter(gate, client("other"), ROBOT); // nobody else is held to it
        running.over.run();
        enter(gate, one, ROBOT);

        Client heavy = client("heavy", limits(0, 0, QUESTION.length() * 3));
        Asking first = enter(gate, heavy, ROBOT);
        enter(gate, heavy, ROBOT);
        turnedAway(gate, heavy, ROBOT, 429, "client-bodies");
        first.over.run();
        enter(gate, heavy, ROBOT);
    }

    @Test
    void whoAsksTooOftenIsToldWhenTheNextRequestWillDo() throws Rejected {
        Gate gate = gate(new Capacity(0, 2, 0));
        Client usual = client("usual");
        enter(gate, usual, ROBOT);
        enter(gate, usual, ROBOT);
        assertThat(turnedAway(gate, usual, ROBOT, 429, "rate-limit").retryAfter())
                .contains(Duration.ofSeconds(1));
        now += 500_000_000L;
        enter(gate, usual, ROBOT);
        Client own = client("own", limits(1, 0, 0));
        enter(gate, own, ROBOT);
        turnedAway(gate, own, ROBOT, 429, "rate-limit");
    }

    @Test
    void whatARobotOrTheHouseCannotTakeIsNot() throws Rejected {
        Gate gate = gate(new Capacity(3, 0, 0));
        Robot narrow = robot("{streams: 1}");
        Asking running = enter(gate, client("one"), narrow);
        turnedAway(gate, client("other"), narrow, 503, "robot-streams");
        running.over.run();
        enter(gate, client("other"), narrow).over.run();
        Robot slow = robot("{requestsPerSecond: 1}");
        now += 1_000_000_000L;
        enter(gate, client("one"), slow);
        turnedAway(gate, client("other"), slow, 503, "robot-rate");
        now += 1_000_000_000L;
        Robot light = robot("{bodies: 1KiB}");
        enter(gate, client("one"), light);
        for (int i = 0; i < 2; i++) {
            enter(gate, client("one"), ROBOT);
        }
        turnedAway(gate, client("other"), ROBOT, 503, "total-rate");
    }

    @Test
    void aloneAClientMayHaveEverything() throws Rejected {
        Gate gate = gate(new Capacity(0, 0, 8));
        for (int i = 0; i < 8; i++) {
            enter(gate, client("one"), ROBOT);
        }
        turnedAway(gate, client("one"), ROBOT, 503, "streams");
    }

    @Test
    void whenItIsCrowdedNobodyHasMoreThanHisShare() throws Rejected {
        Gate gate = gate(new Capacity(0, 0, 8));
        List<Asking> ofOne = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ofOne.add(enter(gate, client("one"), ROBOT));
        }
        turnedAway(gate, client("other"), ROBOT, 503, "streams"); // it has come in vain, and counts
        ofOne.removeLast().over.run();
        turnedAway(gate, client("one"), ROBOT, 503, "share");
        enter(gate, client("other"), ROBOT);
        for (int i = 0; i < 3; i++) {
            ofOne.removeLast().over.run();
            enter(gate, client("other"), ROBOT);
        }
        turnedAway(gate, client("other"), ROBOT, 503, "streams");
        ofOne.removeLast().over.run();
        turnedAway(gate, client("other"), ROBOT, 503, "share");
        ofOne.removeLast().over.run();
        ofOne.removeLast().over.run(); // five of eight run: there is room for everybody
        enter(gate, client("other"), ROBOT);
    }

    @Test
    void whoHasLongNotAskedDoesNotShare() throws Rejected {
        Gate gate = gate(new Capacity(0, 0, 8));
        enter(gate, client("other"), ROBOT).over.run();
        now += Duration.ofSeconds(11).toNanos();
        for (int i = 0; i < 8; i++) {
            enter(gate, client("one"), ROBOT);
        }
        assertThat(shed).isEmpty();
    }

    @Test
    void whereMemoryIsScarceNoStreamBegins() throws Rejected {
        Gate gate = new Gate(Credential.NONE, Capacity.NONE, () -> true, shed::add, () -> now);
        gate.mayBegin(new Shape("m", false, false, Optional.empty()));
        Rejected rejected = catchThrowableOfType(
                Rejected.class, () -> gate.mayBegin(new Shape("m", true, false, Optional.empty())));
        assertThat(rejected.status()).isEqualTo(503);
        assertThat(shed).containsExactly("memory");
    }

    @Test
    void aModelThatAnswersLateIsAskedLess() throws Rejected {
        Gate gate = gate(Capacity.NONE);
        Robot robot = robot("{adaptive: {floor: 2, ceiling: 50}}");
        Client client = client("one");
        int calm = answers(gate, client, robot, Duration.ofMillis(200));
        int late = answers(gate, client, robot, Duration.ofSeconds(4));
        assertThat(calm).isGreaterThan(10);
        assertThat(late).isLessThan(calm / 2).isGreaterThanOrEqualTo(2);
        List<Asking> running = new ArrayList<>();
        for (int i = 0; i < late; i++) {
            running.add(enter(gate, client, robot));
        }
        turnedAway(gate, client, robot, 503, "robot-pace");
        running.forEach(asking -> asking.over.run());
    }

    /** Lets streams run whose first words take so long, a minute of them, and says how many might run then. */
    private int answers(Gate gate, Client client, Robot robot, Duration first) throws Rejected {
        for (int second = 0; second < 60; second++) {
            List<Pass> passes = new ArrayList<>();
            int limit = gate.elasticLimit(robot.id()).orElse(10);
            for (int i = 0; i < limit; i++) {
                Asking asking = new Asking("FT-001", QUESTION, List.of());
                Pass pass = gate.enter(asking, client, robot);
                pass.asks(true);
                passes.add(pass);
            }
            now += first.toNanos();
            passes.forEach(Pass::heard);
            now += Duration.ofMillis(1200).toNanos();
            passes.forEach(Pass::heard); // more words of the same answers say nothing
            passes.forEach(Pass::leave);
        }
        return gate.elasticLimit(robot.id()).orElseThrow();
    }
}
