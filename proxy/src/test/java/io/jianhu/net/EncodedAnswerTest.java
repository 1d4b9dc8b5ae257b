package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that encodes its answers although it was asked not to. */
final class EncodedAnswerTest {

    private static byte[] encoded(String encoding, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                encoding.equals("gzip") ? new GZIPOutputStream(bytes) : new DeflaterOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    private static Model.Script says(String encoding, byte[] body) {
        return (model, socket, out) -> {
            out.write(("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: " + encoding
                            + "\r\ncontent-length: " + body.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(body);
            return true;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void isUnderstood(String encoding) throws Exception {
        String document = Model.document("好的");
        byte[] body = document.substring(document.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
        try (Model model = Model.start(says(encoding, encoded(encoding, body)));
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().body()).contains("好的");
            assertThat(caller.ask(false, "你好").read().body()).contains("好的");
            assertThat(model.heads).allSatisfy(head -> assertThat(head).contains("accept-encoding: identity"));
            assertThat(model.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aBombIsCutOff(String encoding) throws Exception {
        byte[] bomb = encoded(encoding, new byte[200 << 20]);
        assertThat(bomb.length).isLessThan(1 << 20);
        try (Model model = Model.start(says(encoding, bomb));
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).hasSize(1).isSubsetOf("malformed", "too-large", "garbage");
            model.then(Model.says(Model.document("好的")));
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(200);
        }
    }

    @Test
    void headersAndTrailersOfTheModelStayWithTheGateway() throws Exception {
        String head = String.join(
                "\r\n",
                "HTTP/1.1 200 OK",
                "content-type: text/event-stream",
                "set-cookie: a=b",
                "server: secret",
                "x-powered-by: secret",
                "alt-svc: h3=\":443\"",
                "connection: keep-alive, x-hop",
                "x-hop: secret",
                "trailer: x-last",
                "transfer-encoding: chunked",
                "",
                "");
        String all = head + Model.chunk(Model.delta("好。")) + Model.chunk(Model.last()) + Model.chunk(Model.DONE)
                + "0\r\nx-last: secret\r\nset-cookie: c=d\r\n\r\n";
        try (Model model = Model.saying("HTTP/1.1 103 Early\r\nlink: secret\r\n\r\n" + all);
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            for (int i = 0; i < 2; i++) {
                Caller.Response response = caller.ask(true, "你好").read();
                assertThat(response.body()).contains("好。").doesNotContain("secret");
                assertThat(response.headers()).doesNotContainKeys("set-cookie", "server", "x-powered-by", "alt-svc");
                assertThat(response.headers()).doesNotContainKeys("x-hop", "trailer", "x-last", "link", "connection");
                assertThat(response.headers().toString()).doesNotContain("secret");
            }
            assertThat(model.connections).hasValue(1);
        }
    }
}
