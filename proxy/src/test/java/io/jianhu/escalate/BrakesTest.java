package io.jianhu.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.store.Journal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BrakesTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z"));
    private static final RobotId ROBOT = new RobotId("FT-001");

    private final List<Event> seen = new ArrayList<>();
    private final Journal journal = Journal.inMemory();

    @Test
    void aBrakeStopsOneRobotUntilAnotherPersonReleasesIt() throws IOException {
        Brakes brakes = brakes();
        assertThat(brakes.release(ROBOT, "li")).isEqualTo(Brakes.Outcome.ALREADY);
        assertThat(brakes.brake(ROBOT, "wang", "wrong figures")).isEqualTo(Brakes.Outcome.DONE);
        assertThat(brakes.brake(ROBOT, "li", "again")).isEqualTo(Brakes.Outcome.ALREADY);
        assertThat(brakes.isBraked(ROBOT)).isTrue();
        assertThat(brakes.isBraked(new RobotId("FT-002"))).isFalse();
        assertThat(brakes.release(ROBOT, "wang")).isEqualTo(Brakes.Outcome.SAME_PERSON);
        assertThat(brakes.isBraked(ROBOT)).isTrue();
        assertThat(brakes.release(ROBOT, "li")).isEqualTo(Brakes.Outcome.DONE);
        assertThat(brakes.isBraked(ROBOT)).isFalse();
        assertThat(seen)
                .containsExactly(
                        new Event.Acted(NOW.instant(), "wang", "brake", "FT-001"),
                        new Event.Acted(NOW.instant(), "li", "release", "FT-001"));
    }

    @Test
    void whereNobodySignsInOnePersonReleasesAndThatIsOnRecord() throws IOException {
        Brakes brakes = brakes();
        assertThat(brakes.releaseAlone(ROBOT, "local")).isEqualTo(Brakes.Outcome.ALREADY);
        brakes.brake(ROBOT, "local", "trial");
        assertThat(brakes.releaseAlone(ROBOT, "local")).isEqualTo(Brakes.Outcome.DONE);
        assertThat(brakes.isBraked(ROBOT)).isFalse();
        assertThat(brakes().isBraked(ROBOT)).isFalse();
        brakes.brake(ROBOT, "wang", "before the sign-in was taken away");
        brakes.releaseAlone(ROBOT, "local");
        assertThat(seen)
                .containsSubsequence(
                        new Event.Acted(
                                NOW.instant(), "local", "release", "FT-001 without a second person: nobody signs in"),
                        new Event.Acted(NOW.instant(), "local", "release", "FT-001"));
    }

    @Test
    void aBrakeTellsThoseWhoSpeakForTheRobotOnly() throws IOException {
        Brakes brakes = brakes();
        List<String> stopped = new ArrayList<>();
        Brakes.Watch first = brakes.watch(ROBOT, () -> stopped.add("first"));
        Brakes.Watch gone = brakes.watch(ROBOT, () -> stopped.add("gone"));
        Brakes.Watch other = brakes.watch(new RobotId("FT-002"), () -> stopped.add("other"));
        gone.close();
        brakes.brake(ROBOT, "wang", "wrong figures");
        assertThat(stopped).containsExactly("first");
        Brakes.Watch late = brakes.watch(ROBOT, () -> stopped.add("late"));
        assertThat(stopped).containsExactly("first", "late");
        for (Brakes.Watch watch : List.of(first, other, late)) {
            watch.close();
        }
        brakes.release(ROBOT, "li");
        brakes.brake(ROBOT, "wang", "again");
        assertThat(stopped).containsExactly("first", "late");
    }

    @Test
    void aRestartKeepsBrakesBesideTickets() throws IOException {
        brakes().brake(ROBOT, "wang", "wrong figures");
        Ticket ticket = new Desk(journal).open();
        Brakes again = brakes();
        assertThat(again.on(ROBOT)).contains(new Brakes.Brake(ROBOT, "wang", "wrong figures", NOW.instant()));
        again.release(ROBOT, "li");
        assertThat(brakes().isBraked(ROBOT)).isFalse();
        assertThat(new Desk(journal).tickets.open()).containsExactly(ticket);
    }

    @Test
    void aBrakeWorksOnABrokenDiskAndAReleaseDoesNot() throws IOException {
        Brakes brakes = brakes();
        journal.close();
        assertThatThrownBy(() -> brakes.brake(ROBOT, "wang", "wrong figures")).isInstanceOf(Unkept.class);
        assertThat(brakes.isBraked(ROBOT)).isTrue();
        assertThatThrownBy(() -> brakes.release(ROBOT, "li")).isInstanceOf(Unkept.class);
        assertThat(brakes.isBraked(ROBOT)).isTrue();
    }

    private Brakes brakes() throws IOException {
        return new Brakes(
                journal,
                event -> {
                    seen.add(event);
                    return CompletableFuture.allOf();
                },
                NOW);
    }
}
