package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A robot whose file lists its tools, its citizen and its guardian. */
final class ToolJourneyTest {

    private static final String ROBOT = "FT-003";

    private ScriptedModel model;
    private House house;

    @BeforeEach
    void open(@TempDir Path state) throws Exception {
        model = ScriptedModel.start();
        house = House.open(state, model.url());
    }

    @AfterEach
    void close() {
        house.close();
        model.close();
    }

    /** A model that calls a tool, in pieces if a stream is asked for. */
    private void calls(String tool, String arguments) {
        model.answers(request -> {
            if (!request.contains("\"stream\":true")) {
                return ScriptedModel.message(Map.of(
                        "role",
                        "assistant",
                        "tool_calls",
                        List.of(Map.of(
                                "id",
                                "call-9",
                                "type",
                                "function",
                                "function",
                                Map.of("name", tool, "arguments", arguments)))));
            }
            int half = arguments.length() / 2;
            return ScriptedModel.stream(List.of(
                    Map.of("role", "assistant"),
                    piece(Map.of("index", 0, "id", "call-9", "type", "function", "function", Map.of("name", tool))),
                    piece(Map.of("index", 0, "function", Map.of("arguments", arguments.substring(0, half)))),
                    piece(Map.of("index", 0, "function", Map.of("arguments", arguments.substring(half))))));
        });
    }

    private static Map<String, ?> piece(Map<String, ?> call) {
        return Map.of("tool_calls", List.of(call));
    }

    private Answer asked(boolean stream) throws Exception {
        return new Citizen(house, ROBOT, house.key()).streaming(stream).says("请整理今天的线索，我的手机是13912345678");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatIsNotOnTheListEndsTheAnswerAndWakesTheGuardian(boolean stream) throws Exception {
        calls("close_site_13912345678", "{\"site\":\"某工地\"}");

        Answer answer = asked(stream);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.decision()).isEqualTo("escalate");
        assertThat(answer.rules()).contains("tool.not-allowed");
        assertThat(answer.finish()).isEqualTo("content_filter");
        assertThat(answer.text()).doesNotContain("close_site", "call-9", "某工地", "tool_calls");
        assertThat(answer.content()).contains("无权使用", answer.ticket());
        assertThat(answer.ends()).isEqualTo(stream ? 1 : 0);
        assertThat(answer.documents().stream()
                        .filter(document -> document.has("jianhu"))
                        .count())
                .isEqualTo(1);

        House.Operator guardian = house.operator("first", "g-002");
        String name = guardian.queued().path("name").asText();
        JsonNode ticket = guardian.get("/api/tickets/" + name).json();
        assertThat(ticket.path("why").toString()).contains("tool.not-allowed");
        assertThat(ticket.toString()).contains("拦下的工具调用：close_site_").doesNotContain("13912345678", "某工地");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCallThatIsOnTheListArrivesWithTheCitizensOwnValues(boolean stream) throws Exception {
        model.answers(request -> ScriptedModel.says("好的。"));
        asked(false);
        String placeholder = model.newest().replaceAll("(?s).*(〔手机号·[^〕]*〕).*", "$1");
        assertThat(placeholder).hasSizeLessThan(40);
        calls("file_lead", "{\"scene\":\"工地噪声\",\"summary\":\"来电" + placeholder + "\"}");

        Answer answer = asked(stream);

        assertThat(answer.finish()).isNotEqualTo("content_filter");
        assertThat(answer.arguments()).isEqualTo("{\"scene\":\"工地噪声\",\"summary\":\"来电13912345678\"}");
        assertThat(answer.text()).contains("\"call-9\"", "\"file_lead\"");
    }

    @Test
    void argumentsThatBreakTheirSchemaStopTheCall() throws Exception {
        calls("file_lead", "{\"scene\":\"拆迁\",\"summary\":\"某处\"}");

        Answer answer = asked(true);

        assertThat(answer.rules()).contains("tool.arguments");
        assertThat(answer.text()).doesNotContain("file_lead", "拆迁");
    }
}
