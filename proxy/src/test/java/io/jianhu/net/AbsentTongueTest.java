package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that call themselves OpenAI's and know chat completions only. */
final class AbsentTongueTest {

    private static final String ABSENT = "HTTP/1.1 404 No\r\ncontent-length: 6\r\n\r\nsecret";

    /** Knows chat completions, and nothing else. */
    private static Model chatOnly() throws IOException {
        return Model.start((model, socket, out) -> {
            boolean chat = model.heads.getLast().startsWith("POST /v1/chat/completions ");
            out.write((chat ? Model.document("请携带材料。") : ABSENT).getBytes(StandardCharsets.UTF_8));
            return true;
        });
    }

    private static Caller.Response ask(Caller caller, String call, String body) throws IOException {
        return caller.send("POST /robots/FT-001/v1/" + call + " HTTP/1.1\r\nHost: t\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                .read();
    }

    private static List<String> paths(Model model) {
        return model.heads.stream().map(head -> head.split(" ", 3)[1]).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"responses {\"model\":\"m\",\"input\":\"你好\"}", "completions {\"model\":\"m\",\"prompt\":\"你好\"}"
            })
    void theQuestionIsTranslatedAndTheNextOneAtOnce(String said) throws Exception {
        String call = said.split(" ", 2)[0];
        String body = said.split(" ", 2)[1];
        try (Model model = chatOnly();
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            assertThat(ask(caller, call, body).body()).contains("请携带材料。").doesNotContain("secret");
            assertThat(ask(caller, call, body).body()).contains("请携带材料。");
            assertThat(paths(model)).containsExactly("/v1/" + call, "/v1/chat/completions", "/v1/chat/completions");
        }
    }

    @Test
    void whatCannotBeTranslatedFailsAsBefore() throws Exception {
        try (Model model = chatOnly();
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            Caller.Response response = ask(caller, "embeddings", "{\"model\":\"m\",\"input\":\"你好\"}");
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.body()).contains("upstream_not_found").doesNotContain("secret");
        }
    }

    /** A model that is not there is no missing call. */
    @Test
    void nothingIsLearnedWhereNothingIsFound() throws Exception {
        try (Model model = Model.saying(ABSENT);
                Town town = new Town(Town.plan(), model.url());
                Caller caller = town.caller()) {
            for (int i = 0; i < 2; i++) {
                assertThat(ask(caller, "responses", "{\"model\":\"m\",\"input\":\"你好\"}")
                                .status())
                        .isEqualTo(502);
            }
            assertThat(paths(model))
                    .containsExactly("/v1/responses", "/v1/chat/completions", "/v1/responses", "/v1/chat/completions");
        }
    }
}
