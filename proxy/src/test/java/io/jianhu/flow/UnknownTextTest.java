package io.jianhu.flow;

import static io.jianhu.flow.Asking.question;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that no dialect knows: they reach the client as they came, unless a rule says otherwise. */
class UnknownTextTest {

    private static final String STOP = """
            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """;

    private static String given(String... events) {
        String stream = "data: " + String.join("\n\ndata: ", events) + "\n\n" + STOP;
        return new Hall()
                .ask(new Asking("FT-001", question(true, "怎么办"), List.of(stream.getBytes(StandardCharsets.UTF_8))))
                .given();
    }

    @Test
    void whatIsHarmlessIsKept() {
        String given = given(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"好\",\"mood\":\"平静\",\"signature\":\"Zm9v\"}}],"
                        + "\"citations\":[{\"title\":\"居住登记指南\",\"url\":\"https://gov.example/a\"}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"的\",\"mood\":\"平静\"}}],"
                        + "\"citations\":[{\"title\":\"居住登记指南\",\"url\":\"https://gov.example/a\"}]}");
        assertThat(given)
                .contains(
                        "\"mood\":\"平静\"",
                        "\"signature\":\"Zm9v\"",
                        "{\"title\":\"居住登记指南\",\"url\":\"https://gov.example/a\"}")
                .contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void whatHidesHidesThereToo() {
        String given = given(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"好\"}}],\"notes\":[{\"text\":\"请拨13800138000\"}]}");
        assertThat(given).contains("请拨").doesNotContain("13800138000");
    }

    @Test
    void whatStopsStopsThereToo() {
        String given = given("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"好\",\"summary\":\"我批准了您的申请。\"}}]}");
        assertThat(given).doesNotContain("批准了您").contains("\"finish_reason\":\"content_filter\"");
    }

    /** A text in pieces is whole to whoever reads it, though each piece is harmless. */
    @Test
    void whatOnlyThePiecesTogetherSayStopsWhenItIsSeen() {
        String given = given(
                "{\"choices\":[{\"index\":0,\"delta\":{\"summary\":\"您的申请我批\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"summary\":\"准了。\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"之后\"}}]}");
        assertThat(given)
                .doesNotContain("准了。", "之后")
                .contains("\"finish_reason\":\"content_filter\"", "\"decision\":\"refuse\"");
    }

    @Test
    void aNumberInPiecesStopsWhenItIsSeen() {
        String given = given(
                "{\"choices\":[{\"index\":0,\"delta\":{\"summary\":\"请拨13800\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"summary\":\"138000。再说\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"之后\"}}]}");
        assertThat(given).doesNotContain("138000。", "之后").contains("\"finish_reason\":\"content_filter\"");
    }
}
