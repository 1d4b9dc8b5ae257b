package io.jianhu.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a connection is allowed in time and size; {@code ~} is the end of a line. What bytes mean is in the table. */
final class IngressTest {

    private static Model model;
    private static Town town;

    @BeforeAll
    static void found() throws IOException {
        model = Model.saying(Model.document("你好"));
        town = new Town(Town.plan(), model.url());
    }

    @AfterAll
    static void leave() throws IOException {
        town.close();
        model.close();
    }

    @Test
    void refusesABodyThatGrowsTooLargeAndLetsTheClientReadWhy() throws IOException {
        try (Caller caller = town.caller()) {
            caller.send("POST " + Caller.CHAT + " HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
            for (int i = 0; i < 40; i++) {
                caller.send(chunk);
            }
            assertThat(caller.read().status()).isEqualTo(413);
            assertThat(caller.closed()).isTrue();
        }
        serves();
    }

    @Test
    void asksForTheBodyOfWhoeverWaitsToBeAsked() throws IOException {
        try (Caller caller = town.caller()) {
            String[] question = Caller.question(false, "居住证怎么办？").split("(?<=\r\n\r\n)", 2);
            for (int i = 0; i < 2; i++) {
                caller.send(question[0].replace("Host: t\r\n", "Host: t\r\nExpect: 100-continue\r\n"));
                assertThat(caller.head().status()).isEqualTo(100);
                caller.send(question[1]);
                assertThat(caller.read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void seesAFoldInWhicheverPiecesItComes() throws IOException, InterruptedException {
        String request = written("POST /livez HTTP/1.1~Host: t~X-A: b~ c~Content-Length: 2~~{}");
        for (int cut = 1; cut < request.length() - 6; cut++) {
            try (Caller caller = town.caller()) {
                caller.send(request.substring(0, cut));
                Thread.onSpinWait();
                Thread.sleep(1);
                caller.send(request.substring(cut));
                assertThat(caller.read().status()).as("cut at %d", cut).isEqualTo(400);
            }
        }
    }

    @Test
    void closesOnASlowHeadWithoutAWord() throws IOException {
        try (Caller caller = town.caller()) {
            caller.send("GET /livez HT");
            assertThat(caller.closed()).isTrue();
        }
        serves();
    }

    @Test
    void answersASlowBodyWith408() throws IOException {
        try (Caller caller = town.caller()) {
            caller.send("POST " + Caller.CHAT + " HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n{");
            assertThat(caller.read().status()).isEqualTo(408);
            assertThat(caller.closed()).isTrue();
        }
        assertThat(town.rejects).contains("body-timeout");
        serves();
    }

    @Test
    void countsASlowHeadAndNotASilentConnection() throws IOException {
        town.rejects.clear();
        try (Caller silent = town.caller();
                Caller slow = town.caller()) {
            slow.send("GET /livez HTTP/1.1\r\nHost: t\r\n");
            assertThat(slow.closed()).isTrue();
            assertThat(silent.closed()).isTrue();
        }
        assertThat(town.rejects).containsExactly("head-timeout");
    }

    /** A kept connection may rest for five seconds here, and its next head may take 300 ms. */
    @Test
    void closesOnASlowHeadOfAKeptConnection() throws IOException {
        for (String begun : List.of("G", "GET /livez HTTP/1.1\r\nHost:")) {
            try (Caller caller = town.caller()) {
                caller.send("GET /livez HTTP/1.1\r\nHost: t\r\n\r\n");
                assertThat(caller.read().status()).isEqualTo(200);
                long began = System.nanoTime();
                caller.send(begun);
                assertThat(caller.closed()).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            }
        }
    }

    @Test
    void closesOnASlowHeadThatWasSentWhileAnAnswerRan() throws IOException {
        try (Caller caller = town.caller()) {
            long began = System.nanoTime();
            caller.send("GET /livez HTTP/1.1\r\nHost: t\r\n\r\nGET /livez");
            assertThat(caller.read().status()).isEqualTo(200);
            assertThat(caller.closed()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void answersABodyThatDripsWith408BeforeItsTimeIsOver() throws IOException, InterruptedException {
        Limits paced = new Limits(
                64 << 10,
                16 << 10,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                100,
                new Limits.Pace(1000, Duration.ofMillis(100)),
                Long.MAX_VALUE,
                100);
        try (Town slow = new Town(Town.plan().limits(paced), model.url());
                Caller honest = slow.caller();
                Caller dripping = slow.caller()) {
            dripping.send("POST /livez HTTP/1.1\r\nHost: t\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(200));
            honest.send("POST /livez HTTP/1.1\r\nHost: t\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(59_999));
            assertThat(dripping.read().status()).isEqualTo(408);
            assertThat(dripping.closed()).isTrue();
            assertThat(slow.rejects).containsExactly("body-pace");
            honest.send("x");
            assertThat(honest.read().status()).isEqualTo(200);
        }
    }

    @Test
    void answersAnOfferToUpgradeAndHearsNothingOfWhatWasSentBehindIt() throws IOException {
        String offer = "GET /livez HTTP/1.1\r\nHost: t\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
        for (String behind :
                List.of("GET /livez HTTP/1.1\r\nHost: t\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "Hot")) {
            try (Caller caller = town.caller()) {
                caller.send(offer + behind);
                assertThat(caller.read().status()).as(behind).isEqualTo(200);
                assertThat(caller.closed()).as(behind).isTrue();
            }
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        try (Caller caller = town.caller()) {
            StringBuilder many = new StringBuilder();
            for (int i = 0; i < 2000; i++) {
                many.append("GET /").append(i).append(" HTTP/1.1\r\nHost: t\r\n\r\n");
            }
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    caller.send(many.toString());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (int i = 0; i < 2000; i++) {
                assertThat(caller.read().body()).isEqualTo("{\"path\":\"/" + i + "\"}");
            }
            assertThat(sending.isAlive()).isFalse();
        }
    }

    /** What a client pipelines behind an answer that does not end is left in the sockets' buffers. */
    @Test
    void readsNoMoreThanAFewPipelinedRequests() throws IOException, InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Site waiting = visit -> {
            end.await();
            return Page.json(200, "{}");
        };
        try (Town busy = new Town(Town.plan().site(waiting), model.url());
                SocketChannel client = SocketChannel.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), busy.listener.port()))) {
            client.configureBlocking(false);
            byte[] requests =
                    "GET /livez HTTP/1.1\r\nHost: t\r\n\r\n".repeat(2000).getBytes(US_ASCII);
            ByteBuffer next = ByteBuffer.wrap(requests);
            long sent = 0;
            long lastProgress = System.nanoTime();
            while (System.nanoTime() - lastProgress < 300_000_000L) {
                int written = client.write(next);
                if (written > 0) {
                    sent += written;
                    lastProgress = System.nanoTime();
                }
                if (!next.hasRemaining()) {
                    next.rewind();
                }
                assertThat(sent).isLessThan(64 << 20);
                Thread.onSpinWait();
            }
            end.countDown();
        }
    }

    @Test
    void letsSoManyConnectionsInAndClosesOneMoreAtOnce() throws IOException, InterruptedException {
        Limits few = new Limits(
                        64 << 10,
                        16 << 10,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        100)
                .withConnections(2);
        try (Town small = new Town(Town.plan().limits(few), model.url())) {
            Caller first = small.caller();
            try (Caller second = small.caller()) {
                assertThat(answers(first)).isTrue();
                assertThat(answers(second)).isTrue();
                try (Caller third = small.caller()) {
                    assertThat(answers(third)).isFalse();
                }
                assertThat(small.rejects).containsExactly("connections");
                first.close();
                Until.so("a place is free", () -> small.listener.connections() < 2);
                try (Caller fourth = small.caller()) {
                    assertThat(answers(fourth)).isTrue();
                }
            }
        }
    }

    @Test
    void bearsFewerConnectionsThanHalfOfItsFiles() {
        assertThat(Limits.DEFAULT.connections()).isGreaterThanOrEqualTo(64);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            assertThat(Limits.DEFAULT.connections())
                    .isLessThan(Math.clamp(unix.getMaxFileDescriptorCount() / 2, 65, Integer.MAX_VALUE));
        }
    }

    private static boolean answers(Caller caller) {
        try {
            caller.send("GET /livez HTTP/1.1\r\nHost: t\r\n\r\n");
            return caller.read().status() == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        try (Caller caller = town.caller()) {
            caller.send("HEAD " + Caller.CHAT + " HTTP/1.1\r\nHost: t\r\n\r\n");
            Caller.Response refused = caller.read(true);
            assertThat(refused.status()).isEqualTo(405);
            caller.send("GET /livez HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(caller.read().status()).isEqualTo(200);
        }
    }

    private static String written(String request) {
        return request.replace("~", "\r\n").translateEscapes();
    }

    private static void serves() throws IOException {
        try (Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
        }
    }
}
