package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.chat.Event;
import io.jianhu.chat.Original;
import io.jianhu.chat.Severity;
import io.jianhu.escalate.Ticket;
import io.jianhu.net.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guardian's look behind placeholders: who may, for which reason, and what is put on record. */
class RevealPageTest {

    private static final String MOBILE = "13800138000";
    private static final String NAME = "欧阳青鸟";
    private static final String REASON = "需回电核实市民的办理进度";

    @TempDir
    private Path state;

    private House house;
    private Ticket ticket;

    @BeforeEach
    void open() throws IOException {
        house = new House(state);
        ticket = Samples.open(house.tickets, "c-1", Severity.HIGH, Duration.ofMinutes(3), "JH-3110");
        house.tickets.entrust(
                ticket.code(),
                List.of(new Original("〔手机号·k3f9〕", "mobile", "手机号", MOBILE), new Original("居住登记", "name", "姓名", NAME)));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Page reveals(String reason) {
        return reveals(ticket.name(), reason);
    }

    private Page reveals(String name, String reason) {
        return house.post("/api/tickets/" + name + "/reveal", "{\"reason\":\"" + reason + "\"}");
    }

    private void claimedBy(String guardian) {
        house.tickets.claim(ticket.name(), guardian, 1);
    }

    private List<Event.Revealed> records() {
        return house.events.stream()
                .filter(Event.Revealed.class::isInstance)
                .map(Event.Revealed.class::cast)
                .toList();
    }

    private String metrics() {
        return house.meters.scrape(Optional.empty()).body();
    }

    @Test
    void theGuardianWhoHasItSeesTheValuesAndTheRecordHasNone() throws IOException {
        house.as("chen");
        claimedBy("g-001");
        Page page = reveals(REASON);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("cache-control", "no-store");
        JsonNode values = new ObjectMapper().readTree(House.body(page)).path("values");
        assertThat(values.toString())
                .isEqualTo(
                        "[{\"placeholder\":\"〔手机号·k3f9〕\",\"kind\":\"mobile\",\"label\":\"手机号\",\"value\":\"" + MOBILE
                                + "\"},{\"placeholder\":\"居住登记\",\"kind\":\"name\",\"label\":\"姓名\",\"value\":\"" + NAME
                                + "\"}]");
        assertThat(records())
                .containsExactly(new Event.Revealed(
                        house.now, "chen", "FT-001", ticket.name(), "given", REASON, Map.of("mobile", 1, "name", 1)));
        assertThat(metrics()).contains("jianhu_ticket_reveals_total{outcome=\"given\"} 1.0");
        String everything = house.events + House.body(house.get("/api/tickets/" + ticket.name())) + metrics();
        assertThat(everything).doesNotContain(MOBILE, NAME);
    }

    @Test
    void aReasonIsRecordedWithoutPersonalData() {
        house.as("chen");
        claimedBy("g-001");
        assertThat(reveals("回拨" + MOBILE + "给青鸟，即" + NAME + "，身份证11010519491231002X")
                        .status())
                .isEqualTo(200);
        assertThat(records())
                .singleElement()
                .satisfies(record -> assertThat(record.reason()).isEqualTo("回拨[手机号]给青鸟，即[姓名]，身份证[身份证号]"));
        assertThat(reveals("no-such", "手机是13900139000的那位").status()).isEqualTo(404);
        assertThat(records().getLast())
                .isEqualTo(new Event.Revealed(house.now, "chen", "", "", "unknown", "手机是[手机号]的那位", Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "chen,     g-002,   403, not-holder",
        "chen,     '',      403, not-holder",
        "chen,     chen,    403, not-holder",
        "senior,   g-001,   403, forbidden",
        "senior,   senior,  403, forbidden",
        "viewer,   g-001,   403, forbidden",
        "editor,   g-001,   403, forbidden",
        "approver, g-001,   403, forbidden",
        "auditor,  g-001,   403, forbidden",
        "admin,    g-001,   403, forbidden",
        "admin,    admin,   403, forbidden",
    })
    void nobodyElseSeesAnythingAndEveryAttemptIsOnRecord(String who, String holder, int status, String outcome) {
        house.as(who);
        if (!holder.isEmpty()) {
            claimedBy(holder);
        }
        Page page = reveals(REASON);
        assertThat(page.status()).isEqualTo(status);
        assertThat(House.body(page)).contains("\"code\":\"" + outcome).doesNotContain(MOBILE, NAME);
        assertThat(records())
                .containsExactly(
                        new Event.Revealed(house.now, who, "FT-001", ticket.name(), outcome, REASON, Map.of()));
        assertThat(metrics()).contains("jianhu_ticket_reveals_total{outcome=\"" + outcome + "\"} 1.0");
    }

    @Test
    void anEndedTicketIsOverAndAnAnsweredOneHasForgotten() {
        house.as("chen");
        claimedBy("g-001");
        house.tickets.answer(ticket.name(), "g-001", "好的。", 2);
        Page answered = reveals(REASON);
        assertThat(answered.status()).isEqualTo(410);
        assertThat(House.body(answered)).contains("values-gone", "never kept on disk");
        house.tickets.close(ticket.name(), "g-001", 3);
        Page closed = reveals(REASON);
        assertThat(closed.status()).isEqualTo(409);
        assertThat(House.body(closed)).contains("ticket: closed (expected: open and claimed by you)");
        assertThat(records()).extracting(Event.Revealed::outcome).containsExactly("gone", "ended");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                   | 400 | reason: missing (expected: 5-200 characters)",
                "{\"reason\":\"\"}                    | 400 | reason: missing (expected: 5-200 characters)",
                "{\"reason\":\" \\n　      \"}         | 400 | reason: missing (expected: 5-200 characters)",
                "{\"reason\":\"想看\"}                | 400 | reason: 2 characters (expected: 5-200 characters)",
                "{\"reason\":\"  四个字呀  \"}        | 400 | reason: 4 characters (expected: 5-200 characters)",
                "{\"reason\":\"😀😀😀😀\"}            | 400 | reason: 4 characters (expected: 5-200 characters)",
                "{\"reason\":5}                       | 400 | reason (expected: a text)",
                "{\"reason\":null}                    | 400 | reason (expected: a text or a whole number)",
                "{\"reason\":\"五个字可以\",\"all\":1} | 400 | unknown field (expected: reason)",
                "not json                             | 400 | not JSON",
            })
    void aReasonIsAsked(String body, int status, String message) {
        house.as("chen");
        claimedBy("g-001");
        Page page = house.post("/api/tickets/" + ticket.name() + "/reveal", body);
        assertThat(page.status()).isEqualTo(status);
        assertThat(House.body(page)).contains(message).doesNotContain(MOBILE, NAME);
        assertThat(records())
                .containsExactly(
                        new Event.Revealed(house.now, "chen", "FT-001", ticket.name(), "bad-reason", "", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 200, 201})
    void itsLengthHasBounds(int length) {
        house.as("chen");
        claimedBy("g-001");
        boolean fits = length >= 5 && length <= 200;
        assertThat(reveals("核".repeat(length)).status()).isEqualTo(fits ? 200 : 400);
        assertThat(reveals("😀".repeat(length)).status()).isEqualTo(fits ? 200 : 400);
    }

    @Test
    void nothingIsShownThatCannotBeRecorded() {
        house.as("chen");
        claimedBy("g-001");
        house.auditBroken = true;
        Page page = reveals(REASON);
        assertThat(page.status()).isEqualTo(503);
        assertThat(House.body(page)).contains("audit-unavailable").doesNotContain(MOBILE, NAME);
        assertThat(metrics())
                .contains("jianhu_ticket_reveals_total{outcome=\"unrecorded\"} 1.0")
                .doesNotContain("given");
        house.auditBroken = false;
        assertThat(reveals(REASON).status()).isEqualTo(200);
    }

    @Test
    void aCallWithoutTheTokenIsNoAttempt() {
        house.as("chen");
        claimedBy("g-001");
        Page page = house.visit(
                "POST",
                "/api/tickets/" + ticket.name() + "/reveal",
                "{\"reason\":\"" + REASON + "\"}",
                Map.of("content-type", "application/json"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(House.body(page)).contains("csrf");
        assertThat(records()).isEmpty();
    }
}
