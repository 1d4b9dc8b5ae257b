package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests and frames of HTTP/2 must be (RFC 9113), frame by frame on real sockets. */
final class FrameRulesTest {

    private static Model model;
    private static Town town;

    @BeforeAll
    static void found() throws IOException {
        model = Model.saying(Model.document("你好"));
        town = new Town(
                Town.plan()
                        .site(visit -> Page.json(
                                200, "{\"a\":\"" + visit.header("cookie").orElse(visit.path()) + "\"}")),
                model.url());
    }

    @AfterAll
    static void leave() throws IOException {
        town.close();
        model.close();
    }

    private static FrameCaller caller() throws IOException {
        return new FrameCaller(town.listener.port());
    }

    /** {@code {G}} is a good GET without a path, {@code {P}} a good GET; fields are parted by semicolons. */
    private static String[] fields(String written) {
        String whole = written.replace("{P}", "{G};:path=/livez")
                .replace("{G}", ":method=GET;:scheme=http;:authority=t")
                .replace("{3000}", "x".repeat(3_000))
                .replace(
                        "{many}",
                        IntStream.range(0, 100).mapToObj(i -> "a" + i + "=b").collect(Collectors.joining(";")))
                .translateEscapes();
        return Arrays.stream(whole.split(";", -1))
                .flatMap(field -> Stream.of(
                        field.substring(0, field.indexOf('=', 1)), field.substring(field.indexOf('=', 1) + 1)))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Found by the codec.
                "{P};X-A=b",
                "{P};connection=close",
                "{P};keep-alive=1",
                "{P};proxy-connection=close",
                "{P};transfer-encoding=chunked",
                "{P};upgrade=h2c",
                "{P};te=gzip",
                "{P};:path=/b",
                "{P};x-a=b;:authority=t",
                "{P};:other=b",
                "{P};:status=200",
                "{G}",
                "{G};:path=",
                ":method=GET;:authority=t;:path=/livez",
                ":scheme=http;:authority=t;:path=/livez",
                "{P};content-length=2",
                "{P};content-length=0;content-length=2",
                "{P};content-length=+0",
                "{P};x-a=b\\0c",
                "{P};x-a=b\\rc",
                // Found by the house.
                "{P};host=other",
                "{P};:protocol=websocket",
                ":method=GET;:scheme=ftp;:authority=t;:path=/livez",
                ":method=G T;:scheme=http;:authority=t;:path=/livez",
                "{G};:path=/a b",
            })
    void resetsAStreamThatIsMalformedAndGoesOn(String request) throws Exception {
        int before = town.rejects.size();
        try (FrameCaller caller = caller()) {
            caller.headers(1, true, fields(request));
            FrameCaller.Frame reset = caller.next(1);
            assertThat(reset.type()).isEqualTo(FrameCaller.RST_STREAM);
            assertThat(reset.code()).isEqualTo(1);
            assertThat(caller.get(3, "/livez").answer(3).status()).isEqualTo(200);
        }
        assertThat(town.rejects.subList(before, town.rejects.size())).containsExactly("h2-protocol-error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "405 | method | :method=BREW;:scheme=http;:authority=t;:path=/livez",
                "405 | method | :method=TRACE;:scheme=http;:authority=t;:path=/livez",
                "405 | method | :method=CONNECT;:authority=t:80",
                "400 | host | :method=GET;:scheme=http;:path=/livez",
                "400 | host | :method=GET;:scheme=http;:authority=a@t;:path=/livez",
                "400 | host | :method=GET;:scheme=http;:path=/livez;host=t;host=t",
                "400 | target | {G};:path=*",
                "400 | target | {G};:path=http://t/livez",
                "400 | target | {G};:path=/{3000}",
                "400 | target | {G};:path=/a/../b",
                "400 | target | {G};:path=/a%2fb",
                "400 | target | {G};:path=/a#b",
                "417 | expect | {P};expect=a-wonder",
                "415 | content-encoding | {P};content-encoding=gzip",
                "431 | headers | {P};{many}",
                "400 | authorization | {P};authorization=Bearer a;authorization=Bearer b",
                "400 | header-name | {P};x_jianhu_policy=a",
                "413 | body-size | :method=POST;:scheme=http;:authority=t;:path=/livez;content-length=65537",
            })
    void answersWhatTheHouseRefusesAndGoesOn(int status, String reason, String request) throws Exception {
        int before = town.rejects.size();
        try (FrameCaller caller = caller()) {
            caller.headers(1, !request.contains("POST"), fields(request));
            FrameCaller.Answer answer = caller.answer(1);
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body()).startsWith("{\"error\":{").contains(reason);
            assertThat(caller.get(3, "/livez").answer(3).status()).isEqualTo(200);
        }
        assertThat(town.rejects.subList(before, town.rejects.size())).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/livez | {P}",
                "/livez | {P};te=trailers",
                "/livez | {P};host=t",
                "/livez | {P};content-length=0",
                "/livez | :method=GET;:scheme=https;:path=/livez;host=t:80",
                "b=c, d=e | {P};cookie=b=c;x-a=b;cookie=d=e",
            })
    void servesWhatIsGood(String said, String request) throws Exception {
        try (FrameCaller caller = caller()) {
            assertThat(caller.headers(1, true, fields(request)).answer(1).body())
                    .isEqualTo("{\"a\":\"" + said.replace(",", ";") + "\"}");
        }
    }

    /** Frames by their type, flags, stream and payload, after a first request on stream 1 that has been answered. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // An even stream, and streams that are still idle.
                "1 | 1 5 2 {H}",
                "1 | 0 1 3 6162",
                "1 | 3 0 3 00000008",
                "1 | 8 0 3 00000001",
                // Streams where none may be, and none where one must be.
                "1 | 0 1 0 6162",
                "1 | 1 5 0 {H}",
                "1 | 2 0 0 0000000010",
                "1 | 3 0 0 00000008",
                "1 | 4 0 1 -",
                "1 | 6 0 1 0000000000000000",
                "1 | 7 0 1 0000000000000000",
                "1 | 9 4 1 {H}",
                // A client cannot push.
                "1 | 5 4 1 00000002{H}",
                // Another frame in a block of headers.
                "1 | 1 1 3 {H} 6 0 0 0000000000000000",
                "1 | 1 1 3 {H} 9 4 5 {H}",
                // Sizes.
                "6 | 6 0 0 00",
                "6 | 3 0 1 00",
                "6 | 4 0 0 00",
                "6 | 4 1 0 000300000001",
                "6 | 8 0 0 00",
                "6 | 1 4 3 {17000}",
                // A head that depends on itself, and padding beyond the frame.
                "1 | 1 37 3 0000000310{H}",
                "1 | 1 4 3 {H} 0 8 3 056162",
                // Settings and windows beyond their ranges.
                "1 | 4 0 0 000200000002",
                "3 | 4 0 0 000480000000",
                "1 | 4 0 0 000500000001",
                "1 | 8 0 0 00000000",
                "3 | 8 0 0 7fffffff",
                // Compression that cannot be undone.
                "9 | 1 5 3 ff",
                "9 | 1 5 3 80",
            })
    void endsAConnectionThatBreaksTheProtocol(int code, String frames) throws Exception {
        int before = town.rejects.size();
        try (FrameCaller caller = caller()) {
            assertThat(caller.get(1, "/livez").answer(1).status()).isEqualTo(200);
            send(caller, frames);
            assertThat(caller.next(FrameCaller.GOAWAY, 0).code()).isEqualTo(code);
            assertThat(caller.closed()).isTrue();
        }
        assertThat(town.rejects).hasSizeGreaterThan(before);
        assertThat(town.rejects.getLast()).startsWith("h2-");
        try (FrameCaller caller = caller()) {
            assertThat(caller.ask(1, false, "你好").answer(1).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // A dependency of a stream on itself.
                "1 | 2 0 3 0000000310",
                // Data and headers after the end of a stream, and a stream that was passed over.
                "5 | 1 5 3 {H} 0 1 3 6162",
                "5 | 0 1 1 6162",
                "5 | 1 5 5 {H} 1 5 3 {H}",
                // Sizes of frames that end a stream only.
                "6 | 2 0 3 00",
                // More data than was promised.
                "1 | 1 4 3 {H}{L} 0 0 3 616263",
                // A window beyond its range.
                "3 | 1 4 3 {H} 8 0 3 7fffffff",
                "1 | 1 4 3 {H} 8 0 3 00000000",
                // A second head before the end.
                "1 | 1 4 3 {H} 1 4 3 {H}",
            })
    void resetsAStreamThatBreaksTheProtocol(int code, String frames) throws Exception {
        try (FrameCaller caller = caller()) {
            assertThat(caller.get(1, "/livez").answer(1).status()).isEqualTo(200);
            send(caller, frames);
            int stream = frames.startsWith("0 1 1") ? 1 : 3;
            assertThat(caller.next(FrameCaller.RST_STREAM, stream).code()).isEqualTo(code);
            assertThat(caller.get(7, "/livez").answer(7).status()).isEqualTo(200);
        }
    }

    @Test
    void passesByWhatItDoesNotKnow() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.frame(0x42, 0, 0, (byte) 1)
                    .post(1)
                    .frame(0x42, 0, 1, (byte) 1)
                    .frame(FrameCaller.PRIORITY, 0, 1, new byte[] {0, 0, 0, 0, 16});
            caller.bytes(FrameCaller.framed(FrameCaller.SETTINGS, 0, 0, FrameCaller.setting(0x99, 1)));
            String request = Caller.question(false, "你好");
            caller.data(1, true, request.substring(request.indexOf('{')));
            assertThat(caller.answer(1).status()).isEqualTo(200);
            assertThat(caller.frame(FrameCaller.PING, 0, 0, new byte[8])
                            .next(FrameCaller.PING, 0)
                            .has(FrameCaller.ACK))
                    .isTrue();
        }
    }

    @Test
    void refusesTrailers() throws Exception {
        try (FrameCaller caller = caller()) {
            caller.post(1).data(1, false, "{}").headers(1, true, "x-t", "v");
            assertThat(caller.answer(1).status()).isEqualTo(400);
            caller.post(3).data(3, false, "{}").headers(3, true, ":path", "/b");
            assertThat(caller.next(FrameCaller.RST_STREAM, 3).code()).isEqualTo(1);
            assertThat(caller.get(5, "/livez").answer(5).status()).isEqualTo(200);
        }
    }

    private static void send(FrameCaller caller, String frames) throws IOException {
        String head = HexFormat.of().formatHex(FrameCaller.block(fields("{P}")));
        String length = HexFormat.of().formatHex(FrameCaller.block("content-length", "2"));
        String[] words = frames.split(" ", -1);
        for (int i = 0; i < words.length; i += 4) {
            String payload = words[i + 3]
                    .replace("-", "")
                    .replace("{H}", head)
                    .replace("{L}", length)
                    .replace("{17000}", "00".repeat(17_000));
            caller.frame(
                    Integer.parseInt(words[i]),
                    Integer.parseInt(words[i + 1]),
                    Integer.parseInt(words[i + 2]),
                    HexFormat.of().parseHex(payload));
        }
    }
}
