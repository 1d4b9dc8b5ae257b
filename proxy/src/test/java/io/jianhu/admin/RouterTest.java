package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Severity;
import io.jianhu.escalate.Ticket;
import io.jianhu.net.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

    @TempDir
    private Path state;

    private House house;
    private Ticket ticket;

    @BeforeEach
    void open() throws IOException {
        house = new House(state);
        ticket = Samples.open(house.tickets, "c-1", Severity.HIGH, Duration.ofMinutes(3), "JH-3110");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody,   GET,    /healthz,                   200",
        "nobody,   HEAD,   /readyz,                    200",
        "nobody,   GET,    /readyz,                    200",
        "nobody,   GET,    /metrics,                   200",
        "nobody,   GET,    /,                          200",
        "nobody,   GET,    /console/console.js,        200",
        "nobody,   GET,    /console/../users.json,     404",
        "nobody,   GET,    /console/,                  404",
        "nobody,   GET,    /nowhere,                   404",
        "nobody,   POST,   /healthz,                   405",
        "nobody,   DELETE, /api/tickets/T-1,           405",
        "nobody,   GET,    /api/tickets/T-1/claim,     405",
        "nobody,   GET,    /api/me,                    401",
        "nobody,   POST,   /api/tickets/T-1/reveal,    401",
        "nobody,   GET,    /api/policy,                401",
        "nobody,   GET,    /api/events,                401",
        "nobody,   GET,    /openapi.json,              401",
        "nobody,   POST,   /api/robots/FT-001/brake,   401",
        "viewer,   GET,    /api/policy,                200",
        "viewer,   GET,    /api/robots,                200",
        "viewer,   GET,    /api/tickets,               200",
        "viewer,   GET,    /api/tickets/T-1,           403",
        "viewer,   GET,    /api/audit,                 403",
        "viewer,   POST,   /api/robots/FT-001/brake,   403",
        "viewer,   POST,   /api/tickets/T-1/claim,     403",
        "chen,     GET,    /api/tickets/T-1,           200",
        "chen,     GET,    /api/tickets/T-9,           404",
        "chen,     POST,   /api/robots/FT-001/brake,   200",
        "chen,     POST,   /api/robots/FT-009/brake,   404",
        "chen,     POST,   /api/robots/FT-001/release, 403",
        "senior,   POST,   /api/robots/FT-001/release, 409",
        "auditor,  GET,    /api/audit,                 200",
        "auditor,  GET,    /api/audit?limit=0,         400",
        "auditor,  GET,    /api/audit?from=yesterday,  400",
        "auditor,  GET,    /api/audit?tiket=T-0,       400",
        "viewer,   GET,    /api/tickets?state=bogus,   400",
        "viewer,   GET,    /api/tickets?state=closed,  400",
        "viewer,   GET,    /api/tickets?limit=0,       400",
        "viewer,   GET,    /api/tickets?robot=FT-001,  400",
        "auditor,  GET,    /api/tickets/T-1,           200",
        "auditor,  POST,   /api/tickets/T-1/claim,     403",
        "auditor,  POST,   /api/robots/FT-001/brake,   200",
        "auditor,  POST,   /api/robots/FT-001/release, 403",
        "editor,   POST,   /api/robots/FT-001/brake,   403",
        "approver, POST,   /api/robots/FT-001/brake,   403",
        "admin,    GET,    /api/audit,                 200",
        "admin,    GET,    /openapi.json,              200",
        "viewer,   GET,    /api/policy/shadow,         403",
        "senior,   GET,    /api/policy/shadow,         403",
        "editor,   GET,    /api/policy/shadow,         200",
        "approver, GET,    /api/policy/shadow,         200",
        "auditor,  GET,    /api/policy/shadow,         200",
        "admin,    GET,    /api/policy/shadow,         200",
        "nobody,   POST,   /api/policy/rollback,       401",
        "editor,   POST,   /api/policy/rollback,       403",
        "auditor,  POST,   /api/policy/rollback,       403",
        "approver, POST,   /api/policy/rollback,       200",
        "admin,    POST,   /api/policy/rollback,       200",
    })
    void eachRoleMayWhatItMay(String who, String method, String form, int status) {
        String path = form.replace("T-1", ticket.name());
        if (!who.equals("nobody")) {
            house.as(who);
        }
        Page page = method.equals("POST") ? house.post(path, body(path)) : house.visit(method, path, "", Map.of());
        assertThat(page.status()).as(House.body(page)).isEqualTo(status);
        if (status >= 400) {
            assertThat(House.body(page)).startsWith("{\"error\":{\"code\":\"").contains("\"message\":\"");
        }
    }

    private static String body(String path) {
        if (path.endsWith("/rollback")) {
            return "{\"from\":\"r-4f2a91c07be1\"}";
        }
        return path.endsWith("/claim") ? "{\"version\":1}" : "{\"reason\":\"probe\"}";
    }

    @Test
    void aWrongMethodIsToldTheRightOne() {
        assertThat(house.visit("PUT", "/api/robots", "", Map.of()).headers()).containsEntry("allow", "GET");
    }

    @Test
    void everyPageCarriesTheProtectiveHeaders() {
        for (String path : List.of("/", "/healthz", "/api/me", "/nowhere")) {
            assertThat(house.get(path).headers())
                    .containsEntry("content-security-policy", Headers.CONTENT_SECURITY_POLICY)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsKey("cache-control");
        }
    }

    @Test
    void aChangeNeedsTheTokenAndTheSameOrigin() {
        house.as("chen");
        Map<String, String> plain = Map.of("content-type", "application/json");
        String path = "/api/robots/FT-001/brake";
        String body = "{\"reason\":\"probe\"}";
        assertThat(house.visit("POST", path, body, plain).status()).isEqualTo(403);
        assertThat(brake(Map.of("x-jianhu-csrf", "wrong")).status()).isEqualTo(403);
        Map<String, String> foreign = Map.of("x-jianhu-csrf", house.csrf(), "origin", "https://evil.example");
        assertThat(brake(foreign).status()).isEqualTo(403);
        assertThat(brake(Map.of("x-jianhu-csrf", house.csrf(), "sec-fetch-site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(brake(Map.of("x-jianhu-csrf", house.csrf(), "origin", "null"))
                        .status())
                .isEqualTo(403);
        assertThat(house.brakes.on(new RobotId("FT-001"))).isEmpty();
        Map<String, String> own = Map.of(
                "x-jianhu-csrf",
                house.csrf(),
                "origin",
                "http://gateway.example:9090",
                "sec-fetch-site",
                "same-origin");
        assertThat(brake(own).status()).isEqualTo(200);
        assertThat(house.brakes.on(new RobotId("FT-001"))).isPresent();
    }

    private String path(String action) {
        return "/api/tickets/" + ticket.name() + (action.isEmpty() ? "" : "/" + action);
    }

    private Page brake(Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("content-type", "application/json");
        return house.visit("POST", "/api/robots/FT-001/brake", "{\"reason\":\"probe\"}", all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                              | body (expected: one JSON object)",
                "[]                              | body (expected: one JSON object)",
                "{\"version\":1                  | not JSON",
                "{\"version\":1,\"version\":2}   | not JSON",
                "{\"version\":1} {}              | more after the object",
                "{\"version\":\"1\"}             | version: missing (expected: a whole number)",
                "{\"version\":[1]}               | version (expected: a text or a whole number)",
                "{\"version\":1.5}               | version (expected: a text or a whole number)",
                "{\"version\":1,\"force\":1}     | unknown field (expected: version)",
                "{\"version\":99999999999999999} | somebody was faster",
                "{\"version\":999999999999999999999999} | not JSON",
            })
    void aMalformedBodyIsRefusedWithAReason(String body, String message) {
        house.as("chen");
        Page page = house.post(path("claim"), body);
        assertThat(page.status()).isIn(400, 409);
        assertThat(House.body(page)).contains(message);
    }

    @Test
    void aBodyThatIsNotDeclaredAsJsonIsRefused() {
        house.as("chen");
        Page page = house.visit("POST", path("claim"), "version=1", Map.of("x-jianhu-csrf", house.csrf()));
        assertThat(page.status()).isEqualTo(415);
    }

    @Test
    void aTicketIsClaimedAnsweredAndClosedAndNoTextGoesIntoAnEvent() {
        house.as("chen");
        String text = "您好，请于工作日到窗口办理。";
        Page early = house.post(path("answer"), "{\"version\":1,\"text\":\"" + text + "\"}");
        assertThat(early.status()).isEqualTo(409);
        assertThat(House.body(house.post(path("claim"), "{\"version\":1}")))
                .contains("\"holder\":\"g-001\"", "\"version\":2");
        assertThat(house.post(path("claim"), "{\"version\":1}").status()).isEqualTo(409);
        assertThat(house.post(path("answer"), "{\"version\":2,\"text\":\"" + text + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(House.body(house.get(path("")))).contains(text);
        assertThat(house.post(path("close"), "{\"version\":3}").status()).isEqualTo(200);
        assertThat(House.body(house.get("/api/tickets"))).contains("\"tickets\":[]");
        assertThat(house.events)
                .filteredOn(Event.Acted.class::isInstance)
                .extracting(event -> ((Event.Acted) event).action())
                .contains("sign-in", "ticket-claim", "ticket-answer", "ticket-read", "ticket-close");
        assertThat(house.events)
                .filteredOn(event ->
                        event instanceof Event.Acted acted && acted.object().equals(ticket.name()))
                .extracting(event -> ((Event.Acted) event).action() + " " + ((Event.Acted) event).refused())
                .containsExactly(
                        "ticket-answer state",
                        "ticket-claim ",
                        "ticket-claim version",
                        "ticket-answer ",
                        "ticket-read ",
                        "ticket-close ");
        assertThat(house.events.toString()).doesNotContain("窗口");
    }

    @Test
    void nothingIsDoneThatCannotBeRecorded() {
        house.as("chen");
        house.auditBroken = true;
        assertThat(house.post(path("claim"), "{\"version\":1}").status()).isEqualTo(503);
        assertThat(house.get(path("")).status()).isEqualTo(503);
        assertThat(house.tickets.byName(ticket.name()).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aRobotIsStoppedEvenThenAndReleasedByAnother() {
        house.as("senior");
        house.auditBroken = true;
        assertThat(House.body(house.post("/api/robots/FT-001/brake", "{\"reason\":\"probe\"}")))
                .contains("\"brake\":{\"by\":\"senior\"", "\"reason\":\"probe\"");
        assertThat(house.post("/api/robots/FT-001/brake", "{\"reason\":\"probe\"}")
                        .status())
                .isEqualTo(409);
        assertThat(House.body(house.post("/api/robots/FT-001/release", "{}"))).contains("same-person");
        assertThat(house.brakes.on(new RobotId("FT-001"))).isPresent();
        house.auditBroken = false;
        assertThat(house.as("admin").post("/api/robots/FT-001/release", "{}").status())
                .isEqualTo(200);
        assertThat(house.brakes.on(new RobotId("FT-001"))).isEmpty();
        assertThat(house.events.toString()).doesNotContain("probe");
    }

    @Test
    void theAuditIsReadNewestFirst() throws IOException {
        house.as("auditor");
        JsonNode all = new ObjectMapper().readTree(House.body(house.get("/api/audit")));
        assertThat(all.path("records")).hasSize(3);
        assertThat(all.path("records").path(0).path("seq").asInt()).isEqualTo(3);
        JsonNode some = new ObjectMapper().readTree(House.body(house.get("/api/audit?robot=FT-001&limit=1")));
        assertThat(some.path("records")).hasSize(1);
        assertThat(some.path("records").path(0).path("seq").asInt()).isEqualTo(3);
        assertThat(House.body(house.get("/api/audit?from=2026-11-24T00:00:00Z")))
                .contains("\"records\":[]");
    }

    @Test
    void aFilterIsMetOrRefused() throws IOException {
        house.as("auditor");
        assertThat(House.body(house.get("/api/audit?ticket=T-1"))).contains("\"records\":[]");
        assertThat(new ObjectMapper()
                        .readTree(House.body(house.get("/api/audit?ticket=T-0&robot=FT-001")))
                        .path("records"))
                .hasSize(2);
        assertThat(House.body(house.get("/api/audit?tiket=T-0")))
                .contains("unknown parameter (expected: from, limit, produceId, robot, ticket, to)");
        assertThat(House.body(house.get("/api/tickets?state=bogus")))
                .contains("state (expected: queued, claimed, answered)");
        Samples.open(house.tickets, "c-2", Severity.LOW, Duration.ofMinutes(3), "JH-3110");
        assertThat(new ObjectMapper()
                        .readTree(House.body(house.get("/api/tickets?limit=1")))
                        .path("tickets"))
                .singleElement()
                .satisfies(first -> assertThat(first.path("name").asText()).isEqualTo(ticket.name()));
    }

    @Test
    void aTicketNeverShowsItsCode() {
        house.as("chen");
        assertThat(House.body(house.get("/api/tickets")) + House.body(house.get(path(""))))
                .contains(ticket.name(), "机器人不得作出行政决定", "k3f9")
                .doesNotContain(ticket.code());
        assertThat(House.body(house.get("/api/tickets"))).doesNotContain("k3f9");
    }

    @Test
    void theGatewaySaysWhyItIsNotReady() {
        house.notReady.add("audit");
        Page page = house.get("/readyz");
        assertThat(page.status()).isEqualTo(503);
        assertThat(House.body(page)).isEqualTo("{\"ready\":false,\"reasons\":[\"audit\"]}");
        assertThat(house.get("/healthz").status()).isEqualTo(200);
    }

    @Test
    void thePolicyShowsItsRulesAndWhatIsWrongWithTheNewestFiles() throws IOException {
        JsonNode policy =
                new ObjectMapper().readTree(House.body(house.as("viewer").get("/api/policy")));
        assertThat(policy.path("revision").asText()).isEqualTo("r-4f2a91c07be1");
        assertThat(policy.path("rules")).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.path("title").path("zh").asText()).isNotBlank();
            assertThat(rule.path("stages")).isNotEmpty();
            assertThat(rule.path("hits").asLong()).isZero();
        });
        assertThat(policy.path("problems").path(0).path("line").asInt()).isEqualTo(14);
    }

    @Test
    void anUnchangedFileIsNotSentAgain() {
        Page first = house.get("/console/console.css");
        String tag = first.headers().getOrDefault("etag", "");
        Page second = house.visit("GET", "/console/console.css", "", Map.of("if-none-match", tag));
        assertThat(second.status()).isEqualTo(304);
    }

    @Test
    void theDescriptionNamesExactlyTheRoutes() throws IOException {
        JsonNode document = new ObjectMapper().readTree(Assets.resource("openapi.json"));
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> described.add(method.getKey().toUpperCase(java.util.Locale.ROOT) + " "
                                + path.getKey() + (method.getValue().has("security") ? " open" : ""))));
        Set<String> served = new TreeSet<>();
        for (Route route : house.site.routes()) {
            if (!route.path().equals("/") && !route.path().startsWith("/console/")) {
                boolean open = !(route.access() instanceof Route.Access.Roles);
                served.add(route.method() + " " + route.path() + (open ? " open" : ""));
            }
        }
        assertThat(described).isEqualTo(served);
    }
}
