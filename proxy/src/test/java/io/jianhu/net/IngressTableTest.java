package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a request's bytes, on real sockets: the rows of {@code ingress.cases}. */
final class IngressTableTest {

    private static final Pattern TIMES = Pattern.compile("\\{C:(.*)\\*(\\d+)}");
    private static final Pattern LETTERS = Pattern.compile("\\{(\\d+)}");

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

    static Stream<Arguments> rows() throws IOException {
        try (InputStream file = IngressTableTest.class.getResourceAsStream("ingress.cases")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arguments.of(Integer.parseInt(line.substring(0, 3)), line.substring(6)));
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void becomesOfIt(int status, String row) throws IOException {
        String request = written(row);
        int before = town.rejects.size();
        try (Caller caller = town.caller()) {
            caller.send(request);
            Caller.Response response = caller.read();
            assertThat(response.status()).isEqualTo(status);
            if (status == 200) {
                assertThat(caller.send(request).read().status()).isEqualTo(200);
            } else {
                assertThat(response.body()).startsWith("{\"error\":{");
                assertThat(response.header("connection")).isEqualTo("close");
                assertThat(caller.closed()).isTrue();
            }
        }
        assertThat(town.rejects).hasSize(before + (status == 200 ? 0 : 1));
        try (Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
        }
    }

    private static String written(String row) {
        String letters = LETTERS.matcher(row)
                .replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))))
                .replace("{P}", "POST " + Caller.CHAT + " HTTP/1.1~Host: t~")
                .replace("{T}", Caller.CHAT);
        return TIMES.matcher(letters)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))))
                .replace("~", "\r\n")
                .translateEscapes();
    }
}
