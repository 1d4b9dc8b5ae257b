package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Pages and exchanges over HTTP/2 with prior knowledge, on real sockets. */
final class StreamsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");
    private static final int CANCEL = 8;
    private static final Model.Script BEGINS = Model.waits(Model.streamHead() + Model.chunk(Model.delta("一句话。")));

    private static FrameCaller caller(Town town) throws IOException {
        return new FrameCaller(town.listener.port());
    }

    private static Limits patient(Duration stall) {
        return new Limits(
                1 << 16, 1 << 14, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), stall, 100);
    }

    @Test
    void servesPagesOnOneConnection() throws Exception {
        try (Town town = new Town(Town.plan(), NOWHERE);
                FrameCaller caller = caller(town)) {
            FrameCaller.Answer page = caller.get(1, "/livez").answer(1);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("{\"path\":\"/livez\"}");
            assertThat(page.headers())
                    .containsEntry("cache-control", "no-store")
                    .doesNotContainKeys("connection", "transfer-encoding");
            caller.headers(3, true, ":method", "HEAD", ":scheme", "http", ":authority", "t", ":path", "/livez");
            FrameCaller.Answer head = caller.answer(3);
            assertThat(head.headers()).containsEntry("content-length", "17");
            assertThat(head.body()).isEmpty();
            assertThat(caller.get(5, "/robots/FT-001/v1/unknown").answer(5).status())
                    .isEqualTo(404);
            assertThat(town.listener.connections()).isEqualTo(1);
        }
    }

    @Test
    void answersQuestionsWholeAndStreamed() throws Exception {
        try (Model model = Model.saying(Model.document("你好"));
                Town town = new Town(Town.plan(), model.url());
                FrameCaller caller = caller(town)) {
            FrameCaller.Answer whole = caller.ask(1, false, "你好").answer(1);
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.body()).contains("你好");
            model.then(Model.says(Model.stream("请", "带", "证件")));
            FrameCaller.Answer streamed = caller.ask(3, true, "你好").answer(3);
            assertThat(streamed.headers()).containsEntry("content-type", "text/event-stream; charset=utf-8");
            RelayTest.assertOneEnd(streamed.body(), "stop");
            Until.so("ended", () -> town.listener.running() == 0);
            assertThat(town.ends()).containsExactly("answered", "answered");
            assertThat(town.rejects).isEmpty();
            assertThat(model.heads).noneMatch(head -> head.contains("HTTP/2") || head.contains("x-http2"));
        }
    }

    @Test
    void servesManyStreamsAtOnce() throws Exception {
        int many = 50;
        CountDownLatch all = new CountDownLatch(many);
        Model.Script together = (model, socket, out) -> {
            all.countDown();
            all.await();
            out.write(Model.stream("请", "带", "证件").getBytes(StandardCharsets.UTF_8));
            return true;
        };
        try (Model model = Model.start(together);
                Town town = new Town(Town.plan(), model.url());
                FrameCaller caller = caller(town)) {
            for (int i = 0; i < many; i++) {
                caller.ask(2 * i + 1, true, "第" + i + "个问题");
            }
            for (int i = many - 1; i >= 0; i--) {
                RelayTest.assertOneEnd(caller.answer(2 * i + 1).body(), "stop");
            }
            assertThat(town.listener.connections()).isEqualTo(1);
            Until.so("ended", () -> town.ends().size() == many);
        }
    }

    @Test
    void takesABodyAsLargeAsAllowedAndAnswersOneThatIsLarger() throws Exception {
        try (Model model = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan(), model.url());
                FrameCaller caller = caller(town)) {
            String request = Caller.question(false, "你好");
            String body = request.substring(request.indexOf('{'));
            String padded = body + " ".repeat(Town.LIMITS.body() - body.getBytes(StandardCharsets.UTF_8).length);
            assertThat(caller.post(1).upload(1, true, padded).answer(1).status())
                    .isEqualTo(200);
            assertThat(caller.post(3).upload(3, true, padded + " ").answer(3).status())
                    .isEqualTo(413);
            caller.headers(
                    7,
                    false,
                    ":method",
                    "POST",
                    ":scheme",
                    "http",
                    ":authority",
                    "t",
                    ":path",
                    "/a",
                    "content-length",
                    "65537");
            assertThat(caller.answer(7).status()).isEqualTo(413);
            assertThat(caller.next(FrameCaller.RST_STREAM, 7).code()).isZero();
            assertThat(caller.ask(9, false, "你好").answer(9).status()).isEqualTo(200);
            assertThat(town.rejects).containsExactly("body-size", "body-size");
        }
    }

    @Test
    void cutsOnlyTheStreamThatFails() throws Exception {
        Site site = visit -> visit.path().equals("/cut")
                ? new Page.Live(Map.of(), sink -> {
                    sink.send("", "", "a");
                    throw new InterruptedException("cut");
                })
                : Page.json(200, "{}");
        try (Town town = new Town(Town.plan().site(site), NOWHERE);
                FrameCaller caller = caller(town)) {
            assertThat(caller.get(1, "/cut").head(1).status()).isEqualTo(200);
            assertThat(caller.next(FrameCaller.RST_STREAM, 1).code()).isEqualTo(CANCEL);
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void cancelsTheModelOfAStreamThatIsReset() throws Exception {
        try (Model model = Model.start(BEGINS);
                Town town = new Town(Town.plan(), model.url());
                FrameCaller caller = caller(town)) {
            caller.ask(1, true, "你好").next(FrameCaller.DATA, 1);
            caller.frame(FrameCaller.RST_STREAM, 0, 1, FrameCaller.number(CANCEL));
            model.left.await();
            Until.so("last event", () -> town.ends().equals(List.of("client-gone")));
            Until.so("nothing runs", () -> town.listener.running() == 0);
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void cancelsTheModelsOfAConnectionThatIsClosed() throws Exception {
        try (Model model = Model.start(BEGINS);
                Town town = new Town(Town.plan(), model.url())) {
            try (FrameCaller caller = caller(town)) {
                caller.ask(1, true, "你好").ask(3, true, "你好");
                caller.next(FrameCaller.DATA, 1);
                caller.next(FrameCaller.DATA, 3);
            }
            model.left.await();
            Until.so("last events", () -> town.ends().equals(List.of("client-gone", "client-gone")));
            Until.so("no connection", () -> town.listener.connections() == 0);
        }
    }

    /** The window of one stream is shut; the other streams do not notice. */
    @Test
    void aShutWindowStopsItsModelAndThenGoesOn() throws Exception {
        LongAnswer answer = new LongAnswer();
        try (Model model = Model.start(answer);
                Town town = new Town(
                        Town.plan()
                                .limits(patient(Duration.ofSeconds(20)))
                                .timeouts("{connect: 1s, firstByte: 2s, idle: 500ms, total: 60s}"),
                        model.url());
                FrameCaller caller = caller(town)) {
            caller.frame(FrameCaller.WINDOW_UPDATE, 0, 0, FrameCaller.number(1 << 24))
                    .narrow();
            caller.ask(1, true, "你好").head(1);
            answer.isStopped();
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
            caller.frame(FrameCaller.WINDOW_UPDATE, 0, 1, FrameCaller.number(1 << 24));
            RelayTest.assertOneEnd(caller.body(1), "stop");
            Until.so("last event", () -> town.ends().equals(List.of("answered")));
        }
    }

    @Test
    void dropsAStreamWhoseWindowStaysShut() throws Exception {
        try (Model model = Model.start(Model.waits(LongAnswer.endless()));
                Town town = new Town(Town.plan(), model.url());
                FrameCaller caller = caller(town)) {
            caller.narrow().ask(1, true, "你好").head(1);
            model.left.await();
            assertThat(caller.next(FrameCaller.RST_STREAM, 1).code()).isEqualTo(CANCEL);
            Until.so("last event", () -> town.ends().equals(List.of("client-gone")));
            caller.frame(FrameCaller.WINDOW_UPDATE, 0, 0, FrameCaller.number(1 << 20));
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
        }
    }

    /** The whole answer waits for a window that never opens. */
    @Test
    void dropsAWholeAnswerThatIsNotTaken() throws Exception {
        Site site = visit -> Page.json(200, "\"" + "a".repeat(visit.path().equals("/large") ? 20_000 : 1) + "\"");
        try (Town town = new Town(Town.plan().site(site), NOWHERE);
                FrameCaller caller = new FrameCaller(town.listener.port(), FrameCaller.PREFACE)) {
            caller.frame(FrameCaller.SETTINGS, 0, 0, FrameCaller.setting(4, 0)).get(1, "/large");
            assertThat(caller.head(1).status()).isEqualTo(200);
            assertThat(caller.next(FrameCaller.RST_STREAM, 1).code()).isEqualTo(CANCEL);
            caller.get(3, "/a").frame(FrameCaller.WINDOW_UPDATE, 0, 3, FrameCaller.number(100));
            assertThat(caller.answer(3).body()).isEqualTo("\"a\"");
        }
    }

    @Test
    void bidsFarewellInTwoStepsAndFinishesWhatRuns() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        Model.Script held = (model, socket, out) -> {
            out.write((Model.streamHead() + Model.chunk(Model.delta("好。"))).getBytes(StandardCharsets.UTF_8));
            go.await();
            out.write(
                    (Model.chunk(Model.last()) + Model.chunk(Model.DONE) + Model.END).getBytes(StandardCharsets.UTF_8));
            return true;
        };
        try (Model model = Model.start(held);
                Town town = new Town(Town.plan().limits(patient(Duration.ofSeconds(5))), model.url());
                FrameCaller caller = caller(town)) {
            assertThat(caller.ask(1, true, "你好").head(1).status()).isEqualTo(200);
            town.listener.announceClosing();
            assertThat(caller.next(FrameCaller.GOAWAY, 0).last()).isEqualTo(Integer.MAX_VALUE);
            assertThat(caller.get(3, "/on-its-way").answer(3).status()).isEqualTo(200);
            FrameCaller.Frame last = caller.next(FrameCaller.GOAWAY, 0);
            assertThat(last.last()).isEqualTo(3);
            assertThat(last.code()).isZero();
            caller.get(5, "/too-late");
            go.countDown();
            RelayTest.assertOneEnd(caller.body(1), "stop");
            assertThat(caller.closed()).isTrue();
            assertThat(town.ends()).containsExactly("answered");
        }
    }

    @Test
    void drainsWhenTheLastStreamHasEnded() throws Exception {
        try (Model model = Model.saying(Model.document("好"));
                Town town = new Town(Town.plan(), model.url());
                FrameCaller resting = caller(town);
                FrameCaller late = caller(town)) {
            assertThat(resting.get(1, "/a").answer(1).status()).isEqualTo(200);
            town.listener.announceClosing();
            // Who has connected may still ask once, as over HTTP/1.1.
            assertThat(late.ask(1, false, "你好").answer(1).status()).isEqualTo(200);
            assertThat(town.listener.drain(Duration.ofSeconds(5))).isTrue();
            assertThat(town.listener.connections()).isZero();
            assertThat(resting.next(FrameCaller.GOAWAY, 0).code()).isZero();
        }
    }

    /** The JDK's client offers an upgrade with its first request, which is not taken up. */
    @Test
    void goesOnWithHttp1WhenAnUpgradeIsOffered() throws Exception {
        try (Town town = new Town(Town.plan(), NOWHERE);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            URI page = URI.create("http://127.0.0.1:" + town.listener.port() + "/a");
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }
}
