package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP/2 clients that ask for more than they need, or take longer than they may. */
final class FrameFloodTest {

    private static final int CALM = 11;

    private final CountDownLatch free = new CountDownLatch(1);
    private final Town town;

    FrameFloodTest() throws IOException {
        town = new Town(
                Town.plan().site(visit -> {
                    if (visit.path().equals("/held")) {
                        free.await();
                    }
                    return Page.json(200, "{}");
                }),
                URI.create("http://127.0.0.1:1/v1"));
    }

    /** The held pages are let go first, and one more page comes after them. */
    @AfterEach
    void leave() throws IOException {
        free.countDown();
        try (FrameCaller caller = caller()) {
            caller.get(1, "/a").answer(1);
        }
        town.close();
    }

    private FrameCaller caller() throws IOException {
        return new FrameCaller(town.listener.port());
    }

    private static FrameCaller flood(FrameCaller caller, int times, IntFunction<byte[]> frame) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            bytes.writeBytes(frame.apply(i));
        }
        return caller.bytes(bytes.toByteArray());
    }

    private void assertCalmed(FrameCaller caller, String reason) throws Exception {
        assertThat(caller.next(FrameCaller.GOAWAY, 0).code()).isEqualTo(CALM);
        assertThat(caller.closed()).isTrue();
        assertThat(town.rejects).containsExactly(reason);
        Until.so("closed", () -> town.listener.connections() == 0);
        try (FrameCaller other = caller()) {
            assertThat(other.get(1, "/a").answer(1).status()).isEqualTo(200);
        }
    }

    private static byte[] get(int stream, String path) {
        return FrameCaller.framed(
                FrameCaller.HEADERS,
                FrameCaller.END_HEADERS | FrameCaller.END_STREAM,
                stream,
                FrameCaller.block(":method", "GET", ":scheme", "http", ":authority", "t", ":path", path));
    }

    @Test
    void tellsItsLimitsFirst() throws Exception {
        try (FrameCaller caller = caller()) {
            byte[] settings = caller.next(FrameCaller.SETTINGS, 0).payload();
            assertThat(settings)
                    .containsSequence(FrameCaller.setting(3, StrictFrames.MOST_STREAMS))
                    .containsSequence(FrameCaller.setting(6, Town.LIMITS.headers()));
        }
    }

    @Test
    void refusesMoreStreamsThanItTold() throws Exception {
        try (FrameCaller caller = caller()) {
            int most = StrictFrames.MOST_STREAMS;
            flood(caller, most + 1, i -> get(2 * i + 1, "/held"));
            assertThat(caller.next(FrameCaller.RST_STREAM, 2 * most + 1).code()).isEqualTo(7);
            assertThat(town.rejects).containsExactly("h2-refused-stream");
            free.countDown();
            for (int i = 0; i < most; i++) {
                assertThat(caller.answer(2 * i + 1).status()).isEqualTo(200);
            }
            assertThat(caller.get(2 * most + 3, "/a").answer(2 * most + 3).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void calmsRapidResets() throws Exception {
        try (FrameCaller caller = caller()) {
            flood(
                    caller,
                    101,
                    i -> join(
                            get(2 * i + 1, "/held"),
                            FrameCaller.framed(FrameCaller.RST_STREAM, 0, 2 * i + 1, FrameCaller.number(8))));
            assertCalmed(caller, "h2-reset-flood");
        }
    }

    /** Each of these makes the server reset a stream of its own accord. */
    @Test
    void calmsWhoProvokesResets() throws Exception {
        try (FrameCaller caller = caller()) {
            byte[] zero = FrameCaller.number(0);
            flood(
                    caller,
                    202,
                    i -> join(
                            get(2 * i + 1, "/held"),
                            FrameCaller.framed(FrameCaller.WINDOW_UPDATE, 0, 2 * i + 1, zero)));
            assertThat(caller.next(FrameCaller.GOAWAY, 0).code()).isEqualTo(CALM);
            assertThat(caller.closed()).isTrue();
        }
        Until.so("closed", () -> town.listener.connections() == 0);
    }

    @Test
    void calmsFloodsOfSettings() throws Exception {
        try (FrameCaller caller = caller()) {
            flood(caller, 51, i -> FrameCaller.framed(FrameCaller.SETTINGS, 0, 0));
            assertCalmed(caller, "h2-settings-flood");
        }
    }

    @Test
    void calmsFloodsOfPings() throws Exception {
        try (FrameCaller caller = caller()) {
            flood(caller, 101, i -> FrameCaller.framed(FrameCaller.PING, 0, 0, new byte[8]));
            assertCalmed(caller, "h2-ping-flood");
        }
    }

    @Test
    void calmsFloodsOfPriorities() throws Exception {
        try (FrameCaller caller = caller()) {
            flood(caller, 1001, i -> FrameCaller.framed(FrameCaller.PRIORITY, 0, 2 * i + 1, new byte[5]));
            assertCalmed(caller, "h2-priority-flood");
        }
    }

    @Test
    void calmsFloodsOfWindows() throws Exception {
        try (FrameCaller caller = caller()) {
            flood(caller, 20_001, i -> FrameCaller.framed(FrameCaller.WINDOW_UPDATE, 0, 0, FrameCaller.number(1)));
            assertCalmed(caller, "h2-window-flood");
        }
    }

    @Test
    void calmsFloodsOfWhatNobodyKnows() throws Exception {
        try (FrameCaller caller = caller()) {
            flood(caller, 1001, i -> FrameCaller.framed(0x42, 0, 0));
            assertCalmed(caller, "h2-other-flood");
        }
    }

    /** What is still on its way when a request is answered is let pass; who goes on and on is not. */
    @Test
    void calmsWhoGoesOnOnStreamsThatHaveEnded() throws Exception {
        byte[] data = FrameCaller.framed(FrameCaller.DATA, 0, 1, new byte[1]);
        try (FrameCaller caller = caller()) {
            assertThat(caller.get(1, "/a").answer(1).status()).isEqualTo(200);
            flood(caller, 900, i -> data);
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
            flood(caller, 1001, i -> data);
            assertCalmed(caller, "h2-closed-stream-flood");
        }
    }

    @Test
    void calmsWhoAsksAgainOnStreamsThatHaveEnded() throws Exception {
        try (FrameCaller caller = caller()) {
            assertThat(caller.get(1, "/a").answer(1).status()).isEqualTo(200);
            flood(caller, 1001, i -> get(1, "/a"));
            assertCalmed(caller, "h2-closed-stream-flood");
        }
    }

    @Test
    void calmsEmptyData() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.post(1);
            flood(caller, 4, i -> FrameCaller.framed(FrameCaller.DATA, 0, 1));
            assertCalmed(caller, "h2-enhance-your-calm");
        }
    }

    @Test
    void calmsSmallContinuations() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.frame(FrameCaller.HEADERS, 0, 1, FrameCaller.block(":method", "GET"));
            flood(caller, 20, i -> FrameCaller.framed(FrameCaller.CONTINUATION, 0, 1));
            assertCalmed(caller, "h2-enhance-your-calm");
        }
    }

    @Test
    void endsABlockOfHeadersThatGrowsWithoutEnd() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.frame(FrameCaller.HEADERS, 0, 1, FrameCaller.block(":method", "GET"));
            byte[] large = FrameCaller.block("x-a", "b".repeat(9000));
            flood(caller, 4, i -> FrameCaller.framed(FrameCaller.CONTINUATION, 0, 1, large));
            assertThat(caller.next(FrameCaller.GOAWAY, 0).code()).isEqualTo(1);
            assertThat(caller.closed()).isTrue();
        }
        assertThat(town.rejects).containsExactly("h2-protocol-error");
    }

    @Test
    void answersHeadersThatAreTooLarge() throws Exception {
        try (FrameCaller caller = caller()) {
            byte[] block = FrameCaller.block(
                    ":method", "GET", ":scheme", "http", ":authority", "t", ":path", "/a", "x-a", "b".repeat(16_200));
            caller.frame(FrameCaller.HEADERS, FrameCaller.END_HEADERS | FrameCaller.END_STREAM, 1, block);
            assertThat(caller.answer(1).status()).isEqualTo(431);
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
        }
        assertThat(town.rejects).containsExactly("h2-protocol-error");
    }

    /** Fields that were named once and are then repeated by one byte each. */
    @Test
    void countsHeadersAsTheyAreAndNotAsTheyCome() throws Exception {
        try (FrameCaller caller = caller()) {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            block.writeBytes(FrameCaller.block(":method", "GET", ":scheme", "http", ":authority", "t", ":path", "/a"));
            byte[] once = FrameCaller.block("x-a", "b".repeat(3000));
            once[0] = 0x40;
            block.writeBytes(once);
            for (int i = 0; i < 8000; i++) {
                block.write(0x80 | 62);
            }
            caller.frame(FrameCaller.HEADERS, FrameCaller.END_HEADERS | FrameCaller.END_STREAM, 1, block.toByteArray());
            assertThat(caller.answer(1).status()).isEqualTo(431);
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
        }
    }

    @Test
    void endsAConnectionThatDoesNotBeginWithSettings() throws Exception {
        try (FrameCaller caller = new FrameCaller(town.listener.port(), FrameCaller.PREFACE)) {
            caller.get(1, "/a");
            assertThat(caller.next(FrameCaller.GOAWAY, 0).code()).isEqualTo(1);
            assertThat(caller.closed()).isTrue();
        }
        assertThat(town.rejects).containsExactly("h2-protocol-error");
    }

    @Test
    void takesAPrefaceInPieces() throws Exception {
        try (FrameCaller caller = new FrameCaller(town.listener.port(), "")) {
            for (byte piece : FrameCaller.PREFACE.getBytes(StandardCharsets.UTF_8)) {
                caller.bytes(new byte[] {piece});
            }
            caller.frame(FrameCaller.SETTINGS, 0, 0);
            assertThat(caller.get(1, "/a").answer(1).status()).isEqualTo(200);
        }
    }

    @Test
    void closesWithoutAWordOnASlowPreface() throws Exception {
        try (FrameCaller caller = new FrameCaller(town.listener.port(), "PRI * HTTP/2.0\r\n")) {
            assertThat(caller.closed()).isTrue();
        }
    }

    @Test
    void closesOnSlowSettings() throws Exception {
        try (FrameCaller caller = new FrameCaller(town.listener.port(), FrameCaller.PREFACE)) {
            assertThat(caller.closed()).isTrue();
        }
    }

    /** A stream that runs keeps its connection, but not for ever one whose next frame does not come. */
    @Test
    void calmsWhoLeavesAHeadUnfinished() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.get(1, "/held");
            caller.frame(FrameCaller.HEADERS, 0, 3, FrameCaller.block(":method", "GET"));
            assertCalmed(caller, "h2-slow-frame");
        }
    }

    @Test
    void calmsWhoLeavesAFrameUnfinished() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.get(1, "/held").bytes(new byte[] {0, 0});
            assertCalmed(caller, "h2-slow-frame");
        }
    }

    /** Each body is allowed, but not that all of them are left unfinished. */
    @Test
    void resetsWhatGathersTooMuch() throws Exception {
        try (FrameCaller caller = caller()) {
            int bodies = 12;
            for (int i = 0; i < bodies; i++) {
                caller.post(2 * i + 1).upload(2 * i + 1, false, " ".repeat(50_000));
            }
            for (int i = 10; i < bodies; i++) {
                assertThat(caller.next(FrameCaller.RST_STREAM, 2 * i + 1).code())
                        .isEqualTo(CALM);
            }
            assertThat(caller.answer(1).status()).isEqualTo(408);
            assertThat(town.rejects).contains("h2-enhance-your-calm", "body-timeout");
            int next = 2 * bodies + 1;
            assertThat(caller.post(next)
                            .upload(next, true, " ".repeat(50_000))
                            .answer(next)
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void answersASlowBodyWith408() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.post(1).data(1, false, "{");
            assertThat(caller.answer(1).status()).isEqualTo(408);
            assertThat(caller.next(FrameCaller.RST_STREAM, 1).code()).isZero();
            assertThat(caller.get(3, "/a").answer(3).status()).isEqualTo(200);
        }
        assertThat(town.rejects).containsExactly("body-timeout");
    }

    @Test
    void bidsFarewellToAnIdleConnection() throws Exception {
        try (FrameCaller caller = caller()) {
            assertThat(caller.get(1, "/a").answer(1).status()).isEqualTo(200);
            FrameCaller.Frame farewell = caller.next(FrameCaller.GOAWAY, 0);
            assertThat(farewell.code()).isZero();
            assertThat(farewell.last()).isEqualTo(1);
            assertThat(caller.closed()).isTrue();
        }
        assertThat(town.rejects).isEmpty();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
