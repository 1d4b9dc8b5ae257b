package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.upstream.Upstreams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A model at several addresses, some of which fail: who is asked, who no longer is, and who is asked again. */
final class EndpointsTest {

    private static final String FIVE_HUNDRED = "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n";
    private static final String BUSY = "HTTP/1.1 503 No\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n";

    /** A clock that stands until it is moved. */
    private static final class Hand implements InstantSource {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

        @Override
        public Instant instant() {
            return now.get();
        }

        void pass(Duration time) {
            now.updateAndGet(before -> before.plus(time));
        }
    }

    private static UnaryOperator<String> at(URI... urls) {
        StringBuilder endpoints = new StringBuilder("endpoints: [");
        for (URI url : urls) {
            endpoints.append("{url: \"").append(url).append("\"}, ");
        }
        return robot -> robot.replaceAll("url: \"http://127.*", endpoints + "]");
    }

    private static URI nowhere() throws IOException {
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + gone.getLocalPort() + "/v1");
        }
    }

    private static Upstreams.Figures figures(Town town) {
        return Objects.requireNonNull(town.figures.robots.get("FT-001"));
    }

    private static int ask(Town town) throws IOException {
        try (Caller caller = town.caller()) {
            return caller.ask(false, "你好").read().status();
        }
    }

    @Test
    void theLessBusyEndpointIsAsked() throws Exception {
        try (Model busy = Model.start(Model.waits(Model.streamHead() + Model.chunk(Model.delta("好。"))));
                Model other = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().robots(at(busy.url(), other.url())), busy.url())) {
            other.then(Model.waits(Model.streamHead() + Model.chunk(Model.delta("好。"))));
            Caller[] callers = new Caller[10];
            for (int i = 0; i < callers.length; i++) {
                callers[i] = town.caller().ask(true, "你好");
                callers[i].head();
            }
            assertThat(busy.asked).hasValue(5);
            assertThat(other.asked).hasValue(5);
            assertThat(figures(town).inflight()).isEqualTo(10);
            for (Caller caller : callers) {
                caller.close();
            }
            Until.so("nothing is in flight", () -> figures(town).inflight() == 0);
        }
    }

    @Test
    void anEndpointThatRefusesIsNotNoticedByCitizensAndThenEjected() throws Exception {
        Hand hand = new Hand();
        URI nowhere = nowhere();
        try (Model model = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().clock(hand).robots(at(nowhere, model.url())), model.url())) {
            for (int i = 0; i < 60; i++) {
                assertThat(ask(town)).isEqualTo(200);
            }
            assertThat(town.figures.retried).hasSize(5).containsOnly("refused");
            assertThat(figures(town).ejected()).isEqualTo(1);
            hand.pass(Duration.ofSeconds(31));
            for (int i = 0; i < 40; i++) {
                assertThat(ask(town)).isEqualTo(200);
            }
            // One call has tried it; it is ejected again, twice as long.
            assertThat(town.figures.retried).hasSize(6);
            hand.pass(Duration.ofSeconds(31));
            for (int i = 0; i < 40; i++) {
                assertThat(ask(town)).isEqualTo(200);
            }
            assertThat(town.figures.retried).hasSize(6);
            assertThat(town.calls).hasSize(140).containsOnly("200");
        }
    }

    @Test
    void anEjectedEndpointThatIsWellAgainIsTakenBack() throws Exception {
        Hand hand = new Hand();
        try (Model sick = Model.saying(FIVE_HUNDRED);
                Model well = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().clock(hand).robots(at(sick.url(), well.url())), well.url())) {
            for (int i = 0; i < 60; i++) {
                ask(town);
            }
            assertThat(sick.asked).hasValue(5);
            assertThat(town.calls).hasSize(60).filteredOn("500"::equals).hasSize(5);
            sick.then(Model.says(Model.document("好")));
            hand.pass(Duration.ofSeconds(31));
            for (int i = 0; i < 60; i++) {
                assertThat(ask(town)).isEqualTo(200);
            }
            assertThat(sick.asked.get()).isGreaterThan(15);
            assertThat(figures(town).ejected()).isZero();
        }
    }

    @Test
    void theOnlyEndpointIsNeverEjectedButTheBreakerSparesIt() throws Exception {
        Hand hand = new Hand();
        try (Model model = Model.saying(FIVE_HUNDRED);
                Town town = new Town(Town.plan().clock(hand), model.url())) {
            for (int i = 0; i < 15; i++) {
                assertThat(ask(town)).isEqualTo(502);
            }
            assertThat(model.asked).hasValue(10);
            assertThat(figures(town).ejected()).isZero();
            assertThat(figures(town).breaker()).isEqualTo(2);
            assertThat(town.calls.getLast()).isEqualTo("breaker-open");
            hand.pass(Duration.ofSeconds(6));
            assertThat(ask(town)).isEqualTo(502);
            assertThat(ask(town)).isEqualTo(502);
            assertThat(model.asked).hasValue(11);
            model.then(Model.says(Model.document("好")));
            hand.pass(Duration.ofSeconds(6));
            assertThat(ask(town)).isEqualTo(200);
            assertThat(ask(town)).isEqualTo(200);
            assertThat(figures(town).breaker()).isZero();
        }
    }

    @Test
    void whoIsAskedHowItIsIsTakenBackOrEjectedWithoutACitizen() throws Exception {
        String health = "HTTP/1.1 204 Fine\r\n\r\n";
        Hand hand = new Hand();
        hand.pass(Duration.ofHours(1));
        try (Model sick = Model.saying(FIVE_HUNDRED);
                Model well = Model.saying(health);
                Town town = new Town(
                        Town.plan()
                                .clock(hand)
                                .robots(robot -> robot.contains("id: FT-001")
                                        ? at(sick.url(), well.url())
                                                .apply(robot)
                                                .replace(
                                                        "upstream:\n",
                                                        "upstream:\n  probe: {path: /health, every: 1s}\n")
                                        : robot),
                        well.url())) {
            Until.so(
                    "it is ejected",
                    () -> town.figures.robots.containsKey("FT-001")
                            && figures(town).ejected() == 1);
            assertThat(sick.heads)
                    .hasSize(5)
                    .allSatisfy(head -> assertThat(head).startsWith("GET /health HTTP/1.1\r\n"));
            assertThat(well.connections).hasValue(1);
            sick.then(Model.says(health));
            Until.so("it is taken back", () -> figures(town).ejected() == 0);
            assertThat(town.calls).isEmpty();
        }
    }

    @Test
    void aBusyModelIsAskedAgainElsewhereOrInAMoment() throws Exception {
        try (Model busy = Model.saying(BUSY);
                Model well = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan().robots(at(busy.url(), well.url())), well.url())) {
            while (busy.asked.get() < 3) {
                assertThat(ask(town)).isEqualTo(200);
            }
            assertThat(town.figures.retried).contains("unavailable");
        }
        try (Model busy = Model.start((model, socket, out) -> {
                    out.write((model.asked.get() == 1 ? BUSY : Model.document("好"))
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    return true;
                });
                Town town = new Town(Town.plan(), busy.url())) {
            assertThat(ask(town)).isEqualTo(200);
            assertThat(busy.asked).hasValue(2);
        }
    }

    @Test
    void aBusyModelThatAsksForMoreTimeIsNotAskedAgain() throws Exception {
        for (String head : new String[] {"retry-after: 2\r\n", "", "retry-after: soon\r\n"}) {
            try (Model busy = Model.saying("HTTP/1.1 503 No\r\n" + head + "content-length: 0\r\n\r\n");
                    Town town = new Town(
                            Town.plan().robots(at(busy.url(), busy.url().resolve("/v2"))), busy.url())) {
                assertThat(ask(town)).isEqualTo(502);
                assertThat(busy.asked).hasValue(1);
            }
        }
    }

    @Test
    void whatAModelMayHaveBegunIsNotAskedAgain() throws Exception {
        try (Model dying = Model.start(Model.dies(""));
                Town town =
                        new Town(Town.plan().robots(at(dying.url(), dying.url().resolve("/v2"))), dying.url())) {
            assertThat(ask(town)).isEqualTo(502);
            assertThat(dying.asked).hasValue(1);
            assertThat(town.figures.retried).isEmpty();
            dying.then(Model.dies(Model.streamHead()));
            assertThat(ask(town)).isEqualTo(502);
            assertThat(dying.asked).hasValue(2);
        }
    }

    @Test
    void secondAttemptsStayWithinTheirBudget() throws Exception {
        Hand hand = new Hand();
        URI nowhere = nowhere();
        // The same closed port under four names: no endpoint is ever well.
        try (Town town = new Town(
                Town.plan().clock(hand).robots(at(nowhere, nowhere.resolve("/b"), nowhere.resolve("/c"))), nowhere)) {
            for (int i = 0; i < 9; i++) {
                assertThat(ask(town)).isEqualTo(502);
            }
            // Ten in this second, and one for each five calls.
            assertThat(town.figures.retried).hasSize(11);
        }
    }

    @Test
    void thePatienceCountsOverAllAttempts() throws Exception {
        try (Model busy = Model.saying(BUSY);
                Town town = new Town(
                        Town.plan().timeouts("{connect: 1s, firstByte: 5s, idle: 5s, total: 300ms}"), busy.url())) {
            assertThat(ask(town)).isEqualTo(504);
            assertThat(busy.asked).hasValue(1);
            assertThat(town.calls).containsExactly("total-timeout");
        }
    }

    @Test
    void nobodyIsAskedAgainForAClientThatHasLeft() throws Exception {
        try (Model busy = Model.saying(BUSY);
                Town town = new Town(Town.plan(), busy.url())) {
            try (Caller caller = town.caller()) {
                caller.ask(false, "你好");
                Until.so("the attempt is to be repeated", () -> town.figures.retried.size() == 1);
            }
            Until.so("last event", () -> town.ends().equals(java.util.List.of("client-gone")));
            Until.so("nothing runs", () -> town.listener.running() == 0);
            assertThat(busy.asked).hasValue(1);
        }
    }
}
