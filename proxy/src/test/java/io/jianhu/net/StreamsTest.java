package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** Pages and exchanges over HTTP/2 with prior knowledge, on real sockets. */
final class StreamsTest {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1/v1");

    @Test
    void servesPagesOnOneConnection() throws Exception {
        try (Town town = new Town(Town.plan(), NOWHERE);
                FrameCaller caller = new FrameCaller(town.listener.port())) {
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
                FrameCaller caller = new FrameCaller(town.listener.port())) {
            FrameCaller.Answer whole = caller.ask(1, false, "你好").answer(1);
            assertThat(whole.status()).isEqualTo(200);
            assertThat(whole.body()).contains("你好");
            model.then(Model.says(Model.stream("请", "带", "证件")));
            FrameCaller.Answer streamed = caller.ask(3, true, "你好").answer(3);
            assertThat(streamed.headers()).containsEntry("content-type", "text/event-stream; charset=utf-8");
            assertThat(streamed.body()).contains("\"件\"").endsWith("data: [DONE]\n\n");
            Until.so("ended", () -> town.listener.running() == 0);
            assertThat(town.ends()).containsExactly("answered", "answered");
            assertThat(town.rejects).isEmpty();
        }
    }
}
