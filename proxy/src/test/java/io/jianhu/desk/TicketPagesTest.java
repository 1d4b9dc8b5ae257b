package io.jianhu.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Shape;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.net.Feed;
import io.jianhu.net.Page;
import io.jianhu.net.Visit;
import io.jianhu.robot.ApiKey;
import io.jianhu.robot.Client;
import io.jianhu.robot.Registry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketPagesTest {

    private static final RobotId ROBOT = new RobotId("FT-001");

    private final String key = ApiKey.create(new SecureRandom());
    private final String foreignKey = ApiKey.create(new SecureRandom());
    private final Tickets tickets = Tellers.tickets();
    private final Registry registry =
            DeskTest.registry().with(client("portal", key)).with(client("other", foreignKey));
    private final Desk desk = Tellers.desk(registry, tickets, Clock.systemUTC());
    private final Ticket ticket = tickets.open(
            new Exchange(
                    "r1",
                    ROBOT,
                    "portal",
                    new Shape("m", false, false, Optional.of("c1")),
                    List.of(new Message(Role.USER, List.of("转人工"))),
                    Instant.EPOCH),
            List.of("JH-6001"),
            Severity.HIGH,
            Duration.ofMinutes(30));

    private static Client client(String id, String key) {
        return new Client(
                id,
                "示例应用",
                List.of(new Client.Key(ApiKey.hash(key), Optional.empty())),
                Set.of("*"),
                Client.Limits.NONE);
    }

    private Visit visit(String method, String path, String key, Map<String, String> query, String known) {
        Map<String, String> headers = known.isEmpty()
                ? Map.of("authorization", "Bearer " + key)
                : Map.of("authorization", "Bearer " + key, "if-none-match", known);
        return new Visit(method, path, query, headers, new byte[0], "127.0.0.1", true);
    }

    private Page.Whole get(String key, Map<String, String> query, String known) {
        return Tellers.serve(desk, visit("GET", "/robots/FT-001/tickets/" + ticket.code(), key, query, known));
    }

    private static String text(Page.Whole page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    @Test
    void theClientOfATicketSeesItsState() {
        Page.Whole page = get(key, Map.of(), "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(text(page))
                .contains("\"state\":\"queued\"", "\"answers\":[]")
                .doesNotContain("转人工");
        assertThat(get(key, Map.of(), String.valueOf(page.headers().get("etag")))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"1\"", "*", "\"7\", \"1\"", "W/\"7\",W/\"1\"", "\"a,b\" , \"1\""})
    void whoKnowsTheVersionIsToldThatNothingChanged(String known) {
        Page.Whole page = get(key, Map.of(), known);
        assertThat(page.status()).isEqualTo(304);
        assertThat(page.headers()).containsEntry("etag", "\"1\"");
        assertThat(page.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"11\"", "1", "\"*\"", "\"7\", \"8\""})
    void whoKnowsAnotherVersionIsToldThisOne(String known) {
        assertThat(get(key, Map.of("wait", "25"), known).status()).isEqualTo(200);
    }

    @Test
    void nobodyElseDoes() {
        assertThat(get(foreignKey, Map.of(), "").status()).isEqualTo(404);
        assertThat(get("jh_nonsense", Map.of(), "").status()).isEqualTo(401);
        String forged = ticket.code().substring(0, ticket.code().length() - 1) + "0";
        for (String code : List.of(forged.equals(ticket.code()) ? "T-1" : forged, "T-", "")) {
            assertThat(Tellers.serve(desk, visit("GET", "/robots/FT-001/tickets/" + code, key, Map.of(), ""))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void aWaitingVisitorGetsTheAnswerWhenItComes() {
        CompletableFuture<Page.Whole> waiting =
                CompletableFuture.supplyAsync(() -> get(key, Map.of("wait", "25"), "\"" + ticket.version() + "\""));
        tickets.claim(ticket.name(), "g-1", ticket.version());
        Ticket claimed = tickets.byName(ticket.name()).orElseThrow();
        assertThat(text(waiting.join())).contains("\"state\":\"claimed\"");
        tickets.answer(ticket.name(), "g-1", "请到窗口办理。", claimed.version());
        assertThat(text(get(key, Map.of(), ""))).contains("请到窗口办理。");
    }

    private Page.Whole send(String method, String action, String body) {
        return Tellers.serve(
                desk,
                new Visit(
                        method,
                        "/robots/FT-001/tickets/" + ticket.code() + "/" + action,
                        Map.of(),
                        Map.of("authorization", "Bearer " + key),
                        body.getBytes(StandardCharsets.UTF_8),
                        "127.0.0.1",
                        true));
    }

    private Ticket now() {
        return tickets.byName(ticket.name()).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": \"我的手机号是13800138000\"}",
                "{\"content\": \"我的手机号是13800138000\"}",
                "{\"role\": \"user\", \"content\": \"我的手机号是13800138000\"}"
            })
    void whatIsAddedComesToTheGuardianMasked(String body) {
        Page.Whole page = send("POST", "messages", body);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("etag")).isEqualTo("\"" + now().version() + "\"");
        assertThat(now().version()).isGreaterThan(ticket.version());
        assertThat(now().lines().getLast().role()).isEqualTo(Role.USER);
        assertThat(now().lines().getLast().text()).startsWith("我的手机号是〔手机号·");
    }

    @Test
    void whatIsAddedToAnAnsweredTicketWaitsAgain() {
        tickets.claim(ticket.name(), "g-1", ticket.version());
        tickets.answer(ticket.name(), "g-1", "请到窗口办理。", now().version());
        assertThat(text(send("POST", "messages", "{\"text\": \"还有一件事\"}"))).contains("\"state\":\"claimed\"");
    }

    @Test
    void nothingIsAddedToATicketThatHasEnded() {
        tickets.cancel(ticket.code());
        assertThat(send("POST", "messages", "{\"text\": \"还有一件事\"}").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "[\"text\"]",
                "{}",
                "{\"text\": \" \"}",
                "{\"text\": 1}",
                "{\"text\": \"a\", \"text\": \"b\"}",
                "{\"text\": \"a\", \"content\": \"b\"}",
                "{\"role\": \"assistant\", \"content\": \"a\"}",
                "{\"role\": \"user\", \"text\": \"a\"}"
            })
    void anythingElseIsRefused(String body) {
        Page.Whole page = send("POST", "messages", body);
        assertThat(page.status()).isEqualTo(400);
        assertThat(text(page)).contains("bad_message");
        assertThat(now()).isEqualTo(ticket);
    }

    @Test
    void wordsOfMoreThanALineAreRefused() {
        assertThat(send("POST", "messages", "{\"text\": \"" + "字".repeat(Addition.LONGEST + 1) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aWrongMethodIsToldTheRightOne() {
        Page.Whole page = send("GET", "messages", "");
        assertThat(page.status()).isEqualTo(405);
        assertThat(page.headers()).containsEntry("allow", "POST");
        assertThat(send("GET", "nothing", "").status()).isEqualTo(404);
    }

    @Test
    void aCancelledTicketIsCancelled() {
        Page.Whole page = Tellers.serve(
                desk, visit("POST", "/robots/FT-001/tickets/" + ticket.code() + "/cancel", key, Map.of(), ""));
        assertThat(text(page)).contains("\"state\":\"cancelled\"");
        assertThat(tickets.byName(ticket.name()).orElseThrow().state().isOpen()).isFalse();
    }

    @Test
    void eventsTellEachStepAndEndWithTheTicket() throws InterruptedException {
        Page.Live live = (Page.Live)
                desk.serve(visit("GET", "/robots/FT-001/tickets/" + ticket.code() + "/events", key, Map.of(), ""));
        tickets.cancel(ticket.code());
        List<String> events = new ArrayList<>();
        live.feed().run(new Feed.Sink() {
            @Override
            public void send(String id, String event, String data) {
                events.add(event);
            }

            @Override
            public void comment(String text) {
                events.add(text);
            }
        });
        assertThat(events).containsExactly("cancelled");
    }
}
