package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not a question is turned away without being quoted, and its connection goes on. */
final class BadInputJourneyTest {

    private static final String MARK = "青鸟衔枝";
    private static final int LIMIT = 1 << 20;
    private static final String GOOD = "{\"messages\":[{\"role\":\"user\",\"content\":\"你是真人吗\"}]}";

    @TempDir
    private static Path state;

    private static ScriptedModel model;
    private static House house;

    @BeforeAll
    static void open() throws Exception {
        model = ScriptedModel.start();
        house = House.open(state, model.url());
    }

    @AfterAll
    static void close() {
        house.close();
        model.close();
    }

    private static String asks(String content) {
        return "{\"messages\":[{\"role\":\"user\",\"content\":" + content + "}]}";
    }

    static java.util.stream.Stream<byte[]> bodies() {
        String said = "\"" + MARK + "\"";
        return java.util.stream.Stream.of(
                        "",
                        " ",
                        MARK,
                        said,
                        "[" + said + "]",
                        "null",
                        "{" + said,
                        "{" + said + ":1",
                        asks(said) + "{}",
                        asks(said) + MARK,
                        asks(said).replace("}]}", "}],}"),
                        asks(said).replace("]}", "],\"messages\":[]}"),
                        asks(said).replace("\"role\"", "\"content\":\"a\",\"role\""),
                        "{\"messages\":" + "[".repeat(5000) + "]".repeat(5000) + "}",
                        "{\"x\":" + "{\"a\":".repeat(2000) + "1" + "}".repeat(2000) + "}",
                        asks("\"\\ud800" + MARK + "\""),
                        asks("\"\\udc00\""),
                        asks("\"\\u12G4\""),
                        asks("\"" + MARK + "\u0001\""),
                        asks("1"),
                        asks("true"),
                        asks("{\"text\":" + said + "}"),
                        asks("[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AA\"}}]"),
                        asks("[{\"type\":\"input_audio\",\"input_audio\":{}}]"),
                        asks("[{\"type\":\"text\",\"text\":1}]"),
                        asks("[" + said + "]"),
                        "{}",
                        "{\"messages\":[]}",
                        "{\"messages\":" + said + "}",
                        "{\"messages\":[" + said + "]}",
                        "{\"messages\":[{\"content\":" + said + "}]}",
                        asks(said).replace("\"user\"", said),
                        asks(said).replace("\"user\"", "7"),
                        asks(said).replace("{\"messages\"", "{\"stream\":\"yes\",\"messages\""),
                        asks(said).replace("{\"messages\"", "{\"model\":7,\"messages\""),
                        asks(said).replace("{\"messages\"", "{\"n\":1000000,\"messages\""),
                        asks(said).replace("{\"messages\"", "{\"n\":0,\"messages\""),
                        asks(said).replace("{\"messages\"", "{\"modalities\":[\"audio\"],\"messages\""),
                        asks(said).replace("{\"messages\"", "{\"x\":NaN,\"messages\""),
                        asks(said).replace("{\"messages\"", "{\"x\":" + "9".repeat(5000) + ",\"messages\""))
                .map(body -> body.getBytes(StandardCharsets.UTF_8));
    }

    static java.util.stream.Stream<byte[]> bytes() {
        return java.util.stream.Stream.of(
                broken(0xFF), broken(0xC0, 0xAF), broken(0xED, 0xA0, 0x80), broken(0xE9, 0x9D), broken(0xF8, 0x88));
    }

    /** A good question with bytes in it that are not UTF-8. */
    private static byte[] broken(int... wrong) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("{\"messages\":[{\"role\":\"user\",\"content\":\"".getBytes(StandardCharsets.UTF_8));
        for (int one : wrong) {
            bytes.write(one);
        }
        bytes.writeBytes("\"}]}".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @MethodSource({"bodies", "bytes"})
    void aBadQuestionIsTurnedAwayAndTheConnectionGoesOn(byte[] body) throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), house.data().getPort())) {
            socket.setSoTimeout(10_000);
            String refused = exchange(socket, body);
            String answered = exchange(socket, GOOD.getBytes(StandardCharsets.UTF_8));

            assertThat(refused).startsWith("HTTP/1.1 400 ").contains("invalid_request_error", "\"code\"");
            assertThat(refused).doesNotContain(MARK).doesNotContainIgnoringCase("exception");
            assertThat(refused.length()).isLessThan(1200);
            assertThat(answered).startsWith("HTTP/1.1 200 ").contains("不是真人");
        }
        assertThat(model.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "content-encoding: gzip, 415",
        "transfer-encoding: gzip, 400",
        "expect: a-wonder, 417",
    })
    void aHeadInDoubtEndsTheConnection(String header, int status) throws Exception {
        byte[] body = GOOD.getBytes(StandardCharsets.UTF_8);
        assertThat(toTheEnd(head(header + "\r\n", body.length), body))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("\"error\"");
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aBodyThatIsTooLargeIsRefused(boolean pretended) throws Exception {
        assertThat(toTheEnd(head("", LIMIT + 1), new byte[pretended ? 0 : 1000]))
                .startsWith("HTTP/1.1 413 ")
                .contains("\"error\"");
    }

    @ParameterizedTest
    @CsvSource({
        "v1/chat/completions, '{\"error\":{'",
        "v1/messages, '{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\"'",
        "api/chat, '{\"error\":\"'",
    })
    void whatIsNotReadIsRefusedInTheFormOfItsApi(String api, String form) throws Exception {
        String head = head("expect: 100-continue\r\n", LIMIT + 1).replace("v1/chat/completions", api);
        assertThat(toTheEnd(head, new byte[0]))
                .startsWith("HTTP/1.1 413 ")
                .contains("\r\n\r\n" + form, "at most " + LIMIT + " bytes")
                .contains("x-request-id: ", "x-jianhu-policy: r-", "x-jianhu-decision: refuse");
    }

    /** All that is answered until the connection is closed. */
    private static String toTheEnd(String head, byte[] body) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), house.data().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String head(String more, int length) {
        return "POST /robots/FT-001/v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + house.key()
                + "\r\n" + more + "content-length: " + length + "\r\n\r\n";
    }

    private static void write(Socket socket, String more, byte[] body) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(head(more, body.length).getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
    }

    private static String exchange(Socket socket, byte[] body) throws IOException {
        write(socket, "", body);
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int sign = in.read();
            assertThat(sign).as("the connection was closed after: " + head).isNotNegative();
            head.write(sign);
        }
        String length = head.toString(StandardCharsets.UTF_8).replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
        return head.toString(StandardCharsets.UTF_8)
                + new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }
}
