package io.jianhu.loadtest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.ask.Outcome;
import io.jianhu.loadtest.ask.Tallies;
import io.jianhu.loadtest.ask.Tally;
import io.jianhu.loadtest.ask.Timeline;
import io.jianhu.loadtest.tell.Circumstances;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ActTest {

    private static final Circumstances HERE = new Circumstances(Instant.EPOCH, "2 x a", "b", "c", 0.1);

    private final Scenario scenario = new Scenario("spike", "many", "all well", (stage, act) -> {});
    private final Act act = new Act(scenario);

    @Test
    void anOutcomeThatMayNotBeIsAFault() {
        act.seen("citizens", Tallies.of(9, Outcome.TURNED_AWAY, 1), Outcome.RIGHT, Outcome.TURNED_AWAY);
        assertThat(act.isGood()).isTrue();
        act.seen("others", Tallies.of(9, Outcome.LOST, 1), Outcome.RIGHT, Outcome.TURNED_AWAY);
        assertThat(act.isGood()).isFalse();
        assertThat(act.faults()).containsExactly("others: 1 of 10 questions were not right, or turned away");
    }

    @Test
    void whatWasNeverAnsweredIsAFaultToo() {
        act.seen("citizens", Tallies.unanswered(10, 9), Outcome.RIGHT);
        assertThat(act.faults()).containsExactly("citizens: 1 of 10 questions were not right");
    }

    @Test
    void whereNobodyAskedNothingIsGood() {
        act.seen("citizens", Tallies.of(0), Outcome.RIGHT);
        assertThat(act.faults()).containsExactly("citizens asked nothing");
    }

    @Test
    void faultsAreToldToPeopleAndPrograms() throws IOException {
        act.seen("citizens", Tallies.of(9, Outcome.LOST, 1), Outcome.RIGHT);
        ActsReport report = new ActsReport(HERE, List.of(act));
        assertThat(report.text()).contains("spike          NOT GOOD", "! citizens: 1 of 10", "verdict  NOT GOOD");
        assertThat(report.json()).contains("\"good\" : false", "\"citizens lost\" : 1", "citizens: 1 of 10");
        assertThat(ActsPage.html(report)).contains("not good</span>", "citizens: 1 of 10");
    }

    @Test
    void whatCannotBePlayedIsSaid() {
        act.leaveOut("no <haproxy> here");
        ActsReport report = new ActsReport(HERE, List.of(act));
        assertThat(report.isGood()).isTrue();
        assertThat(report.text()).contains("left out: no <haproxy> here");
        assertThat(ActsPage.html(report)).contains("Left out: no &lt;haproxy&gt; here");
    }

    @Test
    void momentsShowWhenOthersThanRightAnswersCame() {
        Tally tally = Tallies.of(2, Outcome.LOST, 1);
        Tallies.end(tally, Outcome.RIGHT, 0, 1_000_000);
        Tallies.end(tally, Outcome.RIGHT, Timeline.SLICE, 2_000_000);
        Tallies.end(tally, Outcome.LOST, Timeline.SLICE, 0);
        assertThat(tally.timeline().slices()).hasSize(2).satisfies(slices -> {
            assertThat(slices.getFirst().ended()).isEqualTo(1);
            assertThat(slices.getLast().ended()).isEqualTo(2);
            assertThat(slices.getLast().ended(Outcome.LOST)).isEqualTo(1);
            assertThat(slices.getLast().slowest()).isEqualTo(2_000_000);
        });
        String figure = Moments.html(new Act.Strip("citizens", tally.timeline(), Set.of(Outcome.RIGHT)));
        assertThat(figure.split("<rect class=\"right\"", -1)).hasSize(3);
        assertThat(figure.split("<rect class=\"wrong\"", -1)).hasSize(2);
        String expected = Moments.html(new Act.Strip("thieves", tally.timeline(), Set.of(Outcome.LOST)));
        assertThat(expected.split("<rect class=\"allowed\"", -1)).hasSize(2);
        assertThat(expected.split("<rect class=\"wrong\"", -1)).hasSize(3);
    }

    @Test
    void everyScenarioHasANameOfItsOwn() {
        assertThat(Scenario.ALL).extracting(Scenario::name).doesNotHaveDuplicates();
    }
}
