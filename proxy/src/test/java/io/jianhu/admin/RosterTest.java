package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Severity;
import io.jianhu.escalate.Ticket;
import io.jianhu.net.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guardian acts for the robots that name him, while his training counts, and for no other. */
class RosterTest {

    private static final String REASON = "{\"reason\":\"需回电核实办理进度\"}";

    @TempDir
    private Path state;

    private House house;
    private Ticket ticket;

    @BeforeEach
    void open() throws IOException {
        house = new House(state);
        ticket = Samples.open(house.tickets, "c-1", Severity.HIGH, Duration.ofMinutes(3), "JH-3110");
        add("other", Optional.of("g-002"), OperatorRole.GUARDIAN);
        add("unknown", Optional.of("g-999"), OperatorRole.GUARDIAN);
        add("nameless", Optional.empty(), OperatorRole.GUARDIAN);
        add("elder", Optional.of("g-002"), OperatorRole.SENIOR_GUARDIAN);
    }

    private void add(String name, Optional<String> guardian, OperatorRole role) throws IOException {
        house.accounts.put(new Account(name, Set.of(role), guardian), House.PASSWORD.toCharArray());
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Page act(String action, String body) {
        return house.post("/api/tickets/" + ticket.name() + "/" + action, body);
    }

    private List<String> refusals() {
        return house.events.stream()
                .filter(Event.Acted.class::isInstance)
                .map(Event.Acted.class::cast)
                .filter(acted -> !acted.refused().isEmpty())
                .map(acted -> acted.actor() + " " + acted.action() + " " + acted.object() + " " + acted.refused())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"other", "unknown", "nameless"})
    void whoIsNotTheRobotsGuardianIsRefusedAndThatIsOnRecord(String who) {
        house.as(who);
        for (String body :
                List.of("claim {\"version\":1}", "answer {\"version\":1,\"text\":\"好\"}", "close {\"version\":1}")) {
            String[] parts = body.split(" ", 2);
            Page page = act(parts[0], parts[1]);
            assertThat(page.status()).as(parts[0]).isEqualTo(403);
            assertThat(House.body(page)).contains("not-assigned", "a guardian of this robot");
        }
        assertThat(house.post("/api/robots/FT-001/brake", "{\"reason\":\"probe\"}")
                        .status())
                .isEqualTo(403);
        assertThat(act("reveal", REASON).status()).isEqualTo(403);
        assertThat(house.tickets.byName(ticket.name()).orElseThrow().version()).isEqualTo(1);
        assertThat(house.brakes.isBraked(new RobotId("FT-001"))).isFalse();
        assertThat(refusals())
                .containsExactly(
                        who + " ticket-claim " + ticket.name() + " not-assigned",
                        who + " ticket-answer " + ticket.name() + " not-assigned",
                        who + " ticket-close " + ticket.name() + " not-assigned",
                        who + " brake FT-001 not-assigned");
    }

    @Test
    void aGuardianActsForHisOwnRobots() {
        house.as("other");
        assertThat(house.post("/api/robots/FT-002/brake", "{\"reason\":\"probe\"}")
                        .status())
                .isEqualTo(200);
        house.as("chen");
        assertThat(act("claim", "{\"version\":1}").status()).isEqualTo(200);
        assertThat(house.post("/api/robots/FT-001/brake", "{\"reason\":\"probe\"}")
                        .status())
                .isEqualTo(200);
        assertThat(refusals()).isEmpty();
    }

    @Test
    void aSeniorGuardianActsForEveryRobot() {
        house.as("elder");
        assertThat(act("claim", "{\"version\":1}").status()).isEqualTo(200);
        assertThat(house.post("/api/robots/FT-001/brake", "{\"reason\":\"probe\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoLooksBehindATicketIsStillTheRobotsGuardian() {
        house.tickets.claim(ticket.name(), "g-002", 1);
        assertThat(House.body(house.as("other").post("/api/tickets/" + ticket.name() + "/reveal", REASON)))
                .contains("not-assigned");
        assertThat(house.events.getLast())
                .isInstanceOfSatisfying(
                        Event.Revealed.class,
                        record -> assertThat(record.outcome()).isEqualTo("not-assigned"));
    }

    @Test
    void aGuardianWhoseTrainingHasLapsedActsForNobody() {
        house.now = Instant.parse("2028-01-01T04:00:00Z");
        house.as("chen");
        assertThat(act("claim", "{\"version\":1}").status()).isEqualTo(403);
        assertThat(refusals()).containsExactly("chen ticket-claim " + ticket.name() + " not-assigned");
    }
}
