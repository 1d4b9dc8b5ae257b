package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.upstream.Names;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the model and back, on real sockets, when all is well and when it is not. */
final class RelayTest {

    private static final String SHORT = "{connect: 300ms, firstByte: 300ms, idle: 300ms, total: 5s}";

    @Test
    void reusesConnectionsAndKeepsTheOrderOfAPipeline() throws Exception {
        try (Model model = Model.saying(Model.document("一"));
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            caller.send(Caller.question(false, "你好") + "GET /second HTTP/1.1\r\nHost: t\r\n\r\n"
                    + Caller.question(false, "你好"));
            assertThat(caller.read().body()).contains("一");
            assertThat(caller.read().body()).contains("/second");
            assertThat(caller.read().body()).contains("一");
            model.then(Model.says(Model.stream("二", "三")));
            assertOneEnd(caller.ask(true, "你好").read().body(), "stop");
            assertOneEnd(caller.ask(true, "你好").read().body(), "stop");
            assertThat(model.asked).hasValue(4);
            assertThat(model.connections).hasValue(1);
            Until.so("last events", () -> town.ends().equals(List.of("answered", "answered", "answered", "answered")));
            assertThat(town.calls).containsExactly("200", "200", "200", "200");
        }
    }

    @Test
    void givesManyPipelinedRequestsTheirAnswers() throws Exception {
        try (Model model = Model.saying(Model.document("一"));
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            Thread.ofVirtual().start(() -> {
                try {
                    caller.send("GET /page HTTP/1.1\r\nHost: t\r\n\r\n".repeat(500));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            for (int i = 0; i < 500; i++) {
                assertThat(caller.read().body()).contains("/page");
            }
        }
    }

    @Test
    void cancelsTheModelWhenTheClientLeavesInTheMiddle() throws Exception {
        try (Model model = Model.start(Model.waits(Model.streamHead() + Model.chunk(Model.delta("一句话。"))));
                Town town = new Town(Town.plan(), model.url())) {
            try (Caller caller = town.caller()) {
                caller.ask(true, "你好").head();
                caller.chunk();
            }
            long gone = System.nanoTime();
            model.left.await();
            assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(1));
            Until.so("last event", () -> town.ends().equals(List.of("client-gone")));
            Until.so("nothing runs", () -> town.listener.running() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /next HTTP/1.1\r\nHost: t\r\n\r\n"})
    void cancelsTheModelWhenTheClientLeavesBeforeItsFirstByte(String pipelined) throws Exception {
        try (Model model = Model.start(Model.waits(""));
                Town town = new Town(Town.plan(), model.url())) {
            try (Caller caller = town.caller()) {
                caller.send(Caller.question(false, "你好") + pipelined);
                Until.so("the model is asked", () -> model.asked.get() == 1);
            }
            model.left.await();
            Until.so("last event", () -> town.ends().equals(List.of("client-gone")));
        }
    }

    @Test
    void aSlowClientStopsItsModelAndThenGoesOn() throws Exception {
        LongAnswer answer = new LongAnswer();
        Limits patient = new Limits(
                1 << 16,
                1 << 14,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                9);
        // The model's idle time is shorter than the client's rest, which must not be held against the model.
        try (Model model = Model.start(answer);
                Town town = new Town(
                        Town.plan().limits(patient).timeouts("{connect: 1s, firstByte: 2s, idle: 500ms, total: 60s}"),
                        model.url());
                Caller caller = town.caller()) {
            caller.ask(true, "你好").head();
            answer.isStopped();
            long words = 0;
            for (byte[] piece = caller.chunk(); piece.length > 0; piece = caller.chunk()) {
                words += new String(piece, StandardCharsets.UTF_8).split(LongAnswer.WORDS, -1).length - 1;
            }
            assertThat(words).isBetween(LongAnswer.TIMES - 10, LongAnswer.TIMES);
            Until.so("last event", () -> town.ends().equals(List.of("answered")));
        }
    }

    @Test
    void dropsAClientThatTakesNothing() throws Exception {
        try (Model model = Model.start(Model.waits(LongAnswer.endless()));
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            caller.ask(true, "你好").head();
            model.left.await();
            Until.so("last event", () -> town.ends().equals(List.of("client-gone")));
        }
    }

    @Test
    void givesUpAfterTheTotalTime() throws Exception {
        Model.Script drip = (model, socket, out) -> {
            out.write(Model.streamHead().getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(Model.chunk(Model.delta("字。")).getBytes(StandardCharsets.UTF_8));
                Thread.sleep(20);
            }
        };
        try (Model model = Model.start(drip);
                Town town = new Town(
                        Town.plan().timeouts("{connect: 1s, firstByte: 1s, idle: 1s, total: 400ms}"), model.url());
                Caller caller = town.caller()) {
            assertOneEnd(caller.ask(true, "你好").read().body(), "content_filter");
            model.left.await();
            Until.so("last event", () -> town.ends().equals(List.of("upstream-total-timeout")));
        }
    }

    @Test
    void asksOnceMoreOverAFreshConnectionWhenARestingOneHasDied() throws Exception {
        AtomicLong times = new AtomicLong();
        Model.Script once = (model, socket, out) -> {
            if (times.incrementAndGet() == 2) {
                return false;
            }
            out.write(Model.document("好").getBytes(StandardCharsets.UTF_8));
            return true;
        };
        try (Model model = Model.start(once);
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
            assertThat(model.connections).hasValue(2);
            assertThat(times).hasValue(3);
        }
    }

    /** A finished answer leaves its connection some time for the end of its framing, and must forget it after that. */
    @Test
    void anAnswerIsNotCutByTheOneBeforeIt() throws Exception {
        AtomicLong times = new AtomicLong();
        CountDownLatch cut = new CountDownLatch(1);
        Model.Script slowSecond = (model, socket, out) -> {
            out.write((Model.streamHead() + Model.chunk(Model.delta("好。"))).getBytes(StandardCharsets.UTF_8));
            if (times.incrementAndGet() == 2 && closesWithin(socket, 1500)) {
                cut.countDown();
                return false;
            }
            out.write(
                    (Model.chunk(Model.last()) + Model.chunk(Model.DONE) + Model.END).getBytes(StandardCharsets.UTF_8));
            return true;
        };
        try (Model model = Model.start(slowSecond);
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            caller.ask(true, "你好").read();
            assertOneEnd(caller.ask(true, "你好").read().body(), "stop");
            assertThat(model.connections).hasValue(1);
            assertThat(cut.getCount()).isOne();
        }
    }

    private static boolean closesWithin(Socket socket, int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stayed) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    @Test
    void refusedAndUnknownAndUnreachable() throws Exception {
        ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        URI nowhere = URI.create("http://127.0.0.1:" + gone.getLocalPort() + "/v1");
        gone.close();
        try (Town town = new Town(Town.plan(), nowhere);
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).containsExactly("refused");
        }
        Names.Resolver none = host -> {
            throw new java.net.UnknownHostException(host);
        };
        try (Town town = new Town(Town.plan().resolver(none), URI.create("http://model.example/v1"));
                Caller caller = town.caller()) {
            assertThat(caller.ask(true, "你好").read().status()).isEqualTo(502);
            assertThat(caller.ask(true, "你好").read().status()).isEqualTo(502);
        }
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
                Socket second = new Socket(InetAddress.getLoopbackAddress(), full.getLocalPort());
                Town town = new Town(
                        Town.plan().timeouts(SHORT), URI.create("http://127.0.0.1:" + full.getLocalPort() + "/v1"));
                Caller caller = town.caller()) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(504);
            assertThat(town.calls).containsExactly("connect-timeout");
        }
    }

    @Test
    void turnsAwayWhatIsTooMuch() throws Exception {
        Limits one = new Limits(
                1 << 16,
                1 << 14,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                1);
        try (Model model = Model.start(Model.waits(Model.streamHead() + Model.chunk(Model.delta("好。"))));
                Town town = new Town(Town.plan().limits(one), model.url());
                Caller first = town.caller();
                Caller second = town.caller()) {
            first.ask(true, "你好").head();
            Caller.Response response = second.ask(true, "你好").read();
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.header("retry-after")).isNotEmpty();
            first.socket.close();
            Until.so("nothing runs", () -> town.listener.running() == 0);
            model.then(Model.says(Model.document("好")));
            assertThat(second.ask(false, "你好").read().status()).isEqualTo(200);
        }
    }

    static void assertOneEnd(String body, String reason) {
        assertThat(Pattern.compile("\"finish_reason\":\"([a-z_]+)\"")
                        .matcher(body)
                        .results()
                        .map(m -> m.group(1)))
                .containsExactly(reason);
        assertThat(body).endsWith("data: [DONE]\n\n");
        assertThat(body.split("\\[DONE]", -1)).hasSize(2);
    }
}
