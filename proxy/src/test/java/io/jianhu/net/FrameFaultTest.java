package io.jianhu.net;

import static io.jianhu.net.RawFrames.data;
import static io.jianhu.net.RawFrames.head;
import static io.jianhu.net.RawFrames.join;
import static io.jianhu.net.RawFrames.repeat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees of a model that breaks HTTP/2: one calm end, and the next question is answered. */
final class FrameFaultTest {

    private static final byte[] WORDS = "supplier's secret".getBytes(StandardCharsets.UTF_8);
    private static final int END = FrameCaller.END_STREAM | FrameCaller.END_HEADERS;

    /** A fault, and what it is called. */
    record Fault(String name, String reason, RawFrames.Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static byte[] ok(int stream, String... fields) {
        String[] all = new String[fields.length + 4];
        System.arraycopy(fields, 0, all, 4, fields.length);
        all[0] = ":status";
        all[1] = "200";
        all[2] = "content-type";
        all[3] = "application/json";
        return head(stream, all);
    }

    private static byte[] frame(int type, int flags, int stream, byte... payload) {
        return FrameCaller.framed(type, flags, stream, payload);
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(all)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all.toByteArray();
    }

    static List<Fault> faults() {
        byte[] ping = frame(FrameCaller.PING, 0, 0, new byte[8]);
        byte[] settings = frame(FrameCaller.SETTINGS, 0, 0);
        return List.of(
                new Fault("too many fields", "malformed", s -> ok(s, "x", "y".repeat(17_000))),
                new Fault(
                        "far too many fields",
                        "malformed",
                        s -> join(
                                frame(FrameCaller.HEADERS, 0, s, FrameCaller.block(":status", "200")),
                                repeat(
                                        10,
                                        frame(
                                                FrameCaller.CONTINUATION,
                                                0,
                                                s,
                                                FrameCaller.block("x", "y".repeat(16_000)))))),
                new Fault(
                        "many small continuations",
                        "malformed",
                        s -> join(
                                frame(FrameCaller.HEADERS, 0, s, FrameCaller.block(":status", "200")),
                                repeat(100, frame(FrameCaller.CONTINUATION, 0, s)))),
                new Fault("empty frames", "malformed", s -> join(ok(s), repeat(1000, frame(FrameCaller.DATA, 0, s)))),
                new Fault("pings", "malformed", s -> repeat(5000, ping)),
                new Fault("settings", "malformed", s -> repeat(5000, settings)),
                new Fault("many interim heads", "malformed", s -> repeat(100, head(s, ":status", "103", "link", "x"))),
                new Fault("100 for ever", "malformed", s -> repeat(100, head(s, ":status", "100"))),
                new Fault("another protocol", "malformed", s -> head(s, ":status", "101")),
                new Fault("no status", "malformed", s -> head(s, "content-type", "application/json")),
                new Fault(
                        "no status at all",
                        "malformed",
                        s -> frame(FrameCaller.HEADERS, END, s, FrameCaller.block("x", "y"))),
                new Fault("no number", "malformed", s -> head(s, ":status", "fine")),
                new Fault("two heads", "malformed", s -> join(ok(s), data(s, false, WORDS), ok(s))),
                new Fault(
                        "a head as trailers",
                        "malformed",
                        s -> join(
                                ok(s),
                                data(s, false, WORDS),
                                frame(FrameCaller.HEADERS, END, s, FrameCaller.block(":status", "200")))),
                new Fault("a field of HTTP/1.1", "malformed", s -> ok(s, "connection", "close")),
                new Fault("too short", "malformed", s -> join(ok(s, "content-length", "18"), data(s, true, WORDS))),
                new Fault("too long", "malformed", s -> join(ok(s, "content-length", "16"), data(s, true, WORDS))),
                new Fault(
                        "pushes",
                        "malformed",
                        s -> frame(
                                FrameCaller.PUSH_PROMISE,
                                FrameCaller.END_HEADERS,
                                s,
                                join(FrameCaller.number(2), FrameCaller.block(":method", "GET", ":path", "/")))),
                new Fault("frames of other types", "malformed", s -> repeat(5000, frame(0xbe, 0, s, WORDS))),
                new Fault("a stream that nobody opened", "malformed", s -> data(s + 100, true, WORDS)),
                new Fault(
                        "cut after its head",
                        "cut",
                        s -> join(ok(s), frame(FrameCaller.RST_STREAM, 0, s, FrameCaller.number(2)))),
                new Fault(
                        "refuses after its head",
                        "cut",
                        s -> join(ok(s), frame(FrameCaller.RST_STREAM, 0, s, FrameCaller.number(7)))),
                new Fault("no gzip", "malformed", s -> join(ok(s, "content-encoding", "gzip"), data(s, true, WORDS))),
                new Fault("br", "encoding", s -> join(ok(s, "content-encoding", "br"), data(s, true, WORDS))),
                new Fault("500", "500", s -> frame(FrameCaller.HEADERS, END, s, FrameCaller.block(":status", "500"))),
                new Fault("silent", "first-byte-timeout", s -> new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void endsCalmly(Fault fault) throws Exception {
        try (RawFrames model = RawFrames.start(fault.script());
                Town town = new Town(
                        UpstreamFramesTest.plan().timeouts("{connect: 1s, firstByte: 500ms, idle: 500ms, total: 5s}"),
                        model.url());
                Caller caller = town.caller()) {
            Caller.Response response = caller.ask(false, "你好").read();
            assertThat(response.status()).isEqualTo(fault.reason().equals("first-byte-timeout") ? 504 : 502);
            assertThat(response.body()).doesNotContain("secret");
            assertThat(town.calls).containsExactly(fault.reason());
            model.then(RawFrames::document);
            assertThat(caller.ask(false, "你好").read().body()).contains("好的");
            assertThat(town.figures.retried).isEmpty();
        }
    }

    @Test
    void trailersEncodingsInterimHeadsAndOtherFramesAreTaken() throws Exception {
        byte[] body = zipped(FrameModel.body("好的").getBytes(StandardCharsets.UTF_8));
        try (RawFrames model = RawFrames.start(s -> join(
                        head(s, ":status", "103", "link", "secret"),
                        head(s, ":status", "100"),
                        ok(s, "content-encoding", "gzip", "set-cookie", "secret=1"),
                        frame(0xbe, 0, s, WORDS),
                        frame(FrameCaller.PRIORITY, 0, s, new byte[5]),
                        data(s, false, body),
                        frame(FrameCaller.HEADERS, END, s, FrameCaller.block("x-last", "secret"))));
                Town town = new Town(UpstreamFramesTest.plan(), model.url());
                Caller caller = town.caller()) {
            for (int i = 0; i < 2; i++) {
                Caller.Response response = caller.ask(false, "你好").read();
                assertThat(response.body()).contains("好的").doesNotContain("secret");
                assertThat(response.headers().toString()).doesNotContain("secret");
            }
            assertThat(town.calls).containsExactly("200", "200");
            assertThat(model.resets).isEmpty();
        }
    }

    @Test
    void aBombIsCutOff() throws Exception {
        byte[] bomb = zipped(new byte[100 << 20]);
        try (RawFrames model = RawFrames.start(s -> join(ok(s, "content-encoding", "gzip"), data(s, true, bomb)));
                Town town = new Town(UpstreamFramesTest.plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).hasSize(1).isSubsetOf("malformed", "too-large", "garbage");
            model.then(RawFrames::document);
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
        }
    }

    /** A model that counts resets hears of one, whatever was under way. */
    @Test
    void whatStillComesForAStreamThatHasEndedIsPassedOverInSilence() throws Exception {
        try (RawFrames model = RawFrames.start(s -> head(s, ":status", "500"));
                Town town = new Town(UpstreamFramesTest.plan(), model.url());
                Caller caller = town.caller()) {
            model.late(s -> join(repeat(20, data(s, false, WORDS)), data(s, true, WORDS)));
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            Until.so("the rest has been sent", () -> model.resets.size() == 1);
            model.then(RawFrames::document);
            for (int i = 0; i < 3; i++) {
                assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
            }
            assertThat(model.resets).hasSize(1);
        }
    }

    @Test
    void aServerThatDoesNotGreetIsNotWaitedForLongerThanToConnect() throws Exception {
        try (RawFrames model = new RawFrames(new byte[0], RawFrames::document);
                Town town = new Town(
                        UpstreamFramesTest.plan().timeouts("{connect: 300ms, firstByte: 9s, idle: 9s, total: 20s}"),
                        model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(504);
            assertThat(town.calls).containsExactly("connect-timeout");
        }
    }

    @Test
    void aServerThatTakesNoStreamsAndOneThatSpeaksAnotherProtocolAreNotAsked() throws Exception {
        byte[] none = frame(FrameCaller.SETTINGS, 0, 0, FrameCaller.setting(3, 0));
        try (RawFrames model = new RawFrames(none, RawFrames::document);
                Town town = new Town(UpstreamFramesTest.plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).containsExactly("refused");
        }
        byte[] old = "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        try (RawFrames model = new RawFrames(old, RawFrames::document);
                Town town = new Town(UpstreamFramesTest.plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).containsExactly("malformed");
        }
    }
}
