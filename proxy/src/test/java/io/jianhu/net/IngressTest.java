package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request must be, on real sockets; escapes as in Java, with {@code ~} for a line's end. */
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

    private static final String GOOD = "POST " + Caller.CHAT + " HTTP/1.1~Host: t~";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            maxCharsPerColumn = 9000,
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                // Framing that the codec refuses.
                "400 | {P}Content-Length: 2~Content-Length: 2~~{}",
                "400 | {P}Content-Length: 2~Content-Length: 3~~{}",
                "400 | {P}Content-Length: 2, 2~~{}",
                "400 | {P}Content-Length: +2~~{}",
                "400 | {P}Content-Length: -1~~{}",
                "400 | {P}Content-Length: 0x2~~{}",
                "400 | {P}Content-Length:~~{}",
                "400 | {P}Content-Length: 2~Transfer-Encoding: chunked~~2~{}~0~~",
                "400 | {P}Transfer-Encoding: xchunked~~2~{}~0~~",
                "400 | {P}Transfer-Encoding: chunked, xchunked~~2~{}~0~~",
                "400 | {P}Transfer-Encoding: identity~Content-Length: 2~~{}",
                "400 | {P}Transfer-Encoding: chunked~Transfer-Encoding: chunked~~2~{}~0~~",
                "400 | {P}Transfer-Encoding : chunked~~2~{}~0~~",
                "400 | {P}Transfer-Encoding: %0B!chunked~~2~{}~0~~",
                "400 | {P}Transfer-Encoding:~ chunked~~2~{}~0~~",
                "400 | {P}X-A: b\\nX-B: c~~",
                "400 | {P}X-A: b\\rc~~",
                "400 | {P}X-A: b%NULc~~",
                "400 | GET /livez HTTP/1.1\\nHost: t\\n\\n",
                "400 | %SOHGET /livez HTTP/1.1~Host: t~~",
                "400 | {P}Transfer-Encoding: chunked~~2\\n{}\\n0\\n\\n",
                "400 | {P}Transfer-Encoding: chunked~~2~{}xx0~~",
                "400 | {P}Transfer-Encoding: chunked~~2;a=\\nb~{}~0~~",
                "400 | {P}Transfer-Encoding: chunked~~0x2~{}~0~~",
                "400 | {P}Transfer-Encoding: chunked~~-1~{}~0~~",
                "400 | {P}Transfer-Encoding: chunked~~2 ~{}~0~~",
                "400 | {P}Transfer-Encoding: chunked~~ffffffffff~{}~0~~",
                "400 | {P}no colon~~",
                "400 | {P}: empty~~",
                "400 | GET /a b HTTP/1.1~Host: t~~",
                // What the codec accepts.
                "400 | {P}X-A: b~ c~~",
                "400 | {P}X-A: b~\\tc~~",
                "400 | GET\\t/livez\\tHTTP/1.1~Host: t~~",
                "400 | GET /livez\\tHTTP/1.1~Host: t~~",
                "400 | %SPGET /livez HTTP/1.1~Host: t~~",
                "400 | ~%SPGET /livez HTTP/1.1~Host: t~~",
                "400 | \\tGET /livez HTTP/1.1~Host: t~~",
                "400 | GET /livez http/1.1~Host: t~~",
                "400 | GET /livez HTTp/1.1~Host: t~~",
                "400 | GET %0B!/livez HTTP/1.1~Host: t~~",
                "400 | GET /livez \\fHTTP/1.1~Host: t~~",
                "400 | GET\\r /livez HTTP/1.1~Host: t~~",
                "400 | GET /livez HTTP/1.1\\r~Host: t~~",
                "400 | GET  /livez HTTP/1.1~Host: t~~",
                "400 | GET /livez  HTTP/1.1~Host: t~~",
                "400 | GET /livez HTTP/1.1 ~Host: t~~",
                "400 | \\nGET /livez HTTP/1.1~Host: t~~",
                "400 | \\rGET /livez HTTP/1.1~Host: t~~",
                "400 | ~\\nGET /livez HTTP/1.1~Host: t~~",
                "400 | GET /livez HTTP/1.1~X: t~~",
                "400 | GET /livez HTTP/1.1~Host: t~Host: t~~",
                "400 | GET /livez HTTP/1.1~Host: t/x~~",
                "400 | GET /livez HTTP/1.1~Host:~~",
                "400 | {P}Transfer-Encoding: gzip, chunked~~2~{}~0~~",
                "400 | GET http://t/livez HTTP/1.1~Host: t~~",
                "400 | OPTIONS * HTTP/1.1~Host: t~~",
                "405 | CONNECT t:80 HTTP/1.1~Host: t~~",
                "405 | TRACE /livez HTTP/1.1~Host: t~~",
                "405 | BREW /livez HTTP/1.1~Host: t~~",
                "505 | GET /livez HTTP/1.0~Host: t~~",
                "505 | GET /livez HTTP/1.9~Host: t~~",
                "505 | GET /livez HTTP/2.0~Host: t~~",
                "505 | PRI * HTTP/2.0~~SM~~",
                "417 | {P}Expect: 100-continue~Content-Length: 2~~{}",
                "415 | {P}Content-Encoding: gzip~Content-Length: 2~~{}",
                "400 | {P}Transfer-Encoding: chunked~~2~{}~0~X-T: v~~",
                // Ours.
                "413 | {P}Content-Length: 65537~~{}",
                "413 | {P}Content-Length: 9223372036854775807~~{}",
                "431 | GET /livez HTTP/1.1~Host: t~X: {17000}~~",
                "431 | GET /{9000} HTTP/1.1~Host: t~~",
                "400 | GET /{3000} HTTP/1.1~Host: t~~",
                "400 | {P}authorization: Bearer a~authorization: Bearer b~~",
                "400 | {P}authorization_: a~AUTHORIZATION: b~content_length: 3~~",
                "400 | {P}x_jianhu_policy: a~~",
                "400 | {P}x-a: 1~x_a: 2~~",
                "400 | GET /a/../b HTTP/1.1~Host: t~~",
                "400 | GET /a/%2e%2E/b HTTP/1.1~Host: t~~",
                "400 | GET /a/.%2e HTTP/1.1~Host: t~~",
                "400 | GET /a/..;x/b HTTP/1.1~Host: t~~",
                "400 | GET /a%00b HTTP/1.1~Host: t~~",
                "400 | GET /a%2fb HTTP/1.1~Host: t~~",
                "400 | GET /a%5Cb HTTP/1.1~Host: t~~",
                "400 | GET /a%0d%0ab HTTP/1.1~Host: t~~",
                "400 | GET /a\\\\b HTTP/1.1~Host: t~~",
                "400 | GET /a%zz HTTP/1.1~Host: t~~",
                "400 | GET /a%f HTTP/1.1~Host: t~~",
                "400 | GET /a?b=%zz HTTP/1.1~Host: t~~",
                "400 | GET /a#b HTTP/1.1~Host: t~~",
                "400 | GET /中 HTTP/1.1~Host: t~~",
            })
    void refusesAndCloses(int status, String request) throws IOException {
        int before = town.rejects.size();
        try (Caller caller = town.caller()) {
            caller.send(written(request));
            Caller.Response response = caller.read();
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.body()).startsWith("{\"error\":{");
            assertThat(response.header("connection")).isEqualTo("close");
            assertThat(caller.closed()).isTrue();
        }
        assertThat(town.rejects).hasSize(before + 1);
        serves();
    }

    @Test
    void refusesTooManyHeaders() throws IOException {
        String many = IntStream.range(0, 100).mapToObj(i -> "a" + i + ": b\r\n").collect(Collectors.joining());
        try (Caller caller = town.caller()) {
            caller.send("GET /livez HTTP/1.1\r\nHost: t\r\n" + many + "\r\n");
            assertThat(caller.read().status()).isEqualTo(431);
            assertThat(caller.closed()).isTrue();
        }
        serves();
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /livez HTTP/1.1~Host: t~~",
                "GET /livez HTTP/1.1~Host: [::1]:8080~~",
                "~GET /livez HTTP/1.1~Host: t.example:80~~",
                "~~GET /livez HTTP/1.1~Host: t~~",
                "GET /a%20b/%E4%B8%AD?q=%E4%B8%AD&r HTTP/1.1~Host: t~~",
                "GET /a.b/...c/ HTTP/1.1~Host: t~X-A:\tb\tc ~X_B: c~~",
                "POST /livez HTTP/1.1~Host: t~Transfer-Encoding: chunked~~2;a=b~{}~0~~",
                "GET /livez HTTP/1.1~Host: t~Content-Length: 2~~{}",
                "GET /livez HTTP/1.1~Host: t~Upgrade: h2c~Connection: upgrade~~",
            })
    void servesWhatIsGood(String request) throws IOException {
        try (Caller caller = town.caller()) {
            caller.send(written(request));
            assertThat(caller.read().status()).isEqualTo(200);
            caller.send(written(request));
            assertThat(caller.read().status()).isEqualTo(200);
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
        return request.replace("{P}", GOOD)
                .replace("{17000}", "x".repeat(17_000))
                .replace("{9000}", "x".repeat(9_000))
                .replace("{3000}", "x".repeat(3_000))
                .replace("~", "\r\n")
                .replace("%0B!", "\u000b")
                .replace("%NUL", "\0")
                .replace("%SOH", "\1")
                .replace("%SP", " ")
                .translateEscapes();
    }

    private static void serves() throws IOException {
        try (Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
        }
    }
}
