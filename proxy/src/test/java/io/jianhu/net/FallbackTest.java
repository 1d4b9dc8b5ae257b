package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a citizen gets from a robot whose model does not answer. */
final class FallbackTest {

    private static final String FAILS = "HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n";

    private static UnaryOperator<String> first(String keys) {
        return robot ->
                robot.contains("id: FT-001") ? robot.replace("upstream:\n", "upstream:\n  " + keys + "\n") : robot;
    }

    /** FT-001 and its stand-in FT-002, which answers elsewhere. */
    private static UnaryOperator<String> standIn(Model other) {
        return robot -> robot.contains("id: FT-002")
                ? robot.replaceAll("url: \"http://127.*", "url: \"" + other.url() + "\"")
                : first("fallback: {robot: FT-002}").apply(robot);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNoticeIsAnOrdinaryAnswer(boolean stream) throws Exception {
        try (Model model = Model.saying(FAILS);
                Town town = new Town(Town.plan().robots(first("fallback: notice")), model.url());
                Caller caller = town.caller()) {
            Caller.Response response = caller.ask(stream, "你好").read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("x-jianhu-decision")).isEqualTo("answer");
            assertThat(response.body()).contains("\"finish_reason\":\"stop\"", "\"upstream-status\"");
            assertThat(response.body()).doesNotContain("\"error\"");
            Until.so("last event", () -> town.ends().equals(List.of("answered")));
            assertThat(town.calls).containsExactly("500");
            // An open breaker gives it at once.
            for (int i = 0; i < 12; i++) {
                assertThat(caller.ask(stream, "你好").read().status()).isEqualTo(200);
            }
            assertThat(model.asked).hasValue(10);
        }
    }

    @Test
    void anAnswerThatHasBegunIsEndedInsteadOfReplaced() throws Exception {
        try (Model model = Model.start(Model.dies(Model.streamHead() + Model.chunk(Model.delta("先说一句。"))));
                Model other = Model.saying(Model.stream("别的。"));
                Town town = new Town(Town.plan().robots(standIn(other)), model.url());
                Caller caller = town.caller()) {
            String body = caller.ask(true, "你好").read().body();
            assertThat(body).contains("先说一句。").doesNotContain("别的。");
            RelayTest.assertOneEnd(body, "content_filter");
            assertThat(other.asked).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theModelOfAnotherRobotAnswersUnderTheRulesOfThisOne(boolean stream) throws Exception {
        String said = stream ? Model.stream("号码是13800138000，", "请记下。") : Model.document("号码是13800138000，请记下。");
        try (Model model = Model.saying(FAILS);
                Model other = Model.saying(said);
                Town town = new Town(Town.plan().robots(standIn(other)), model.url());
                Caller caller = town.caller()) {
            Caller.Response response = caller.ask(stream, "你好").read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).contains("请记下。").doesNotContain("13800138000");
            Until.so("last event", () -> town.ends().equals(List.of("answered")));
            assertThat(town.events)
                    .filteredOn(Event.Answered.class::isInstance)
                    .allSatisfy(event -> assertThat(
                                    ((Event.Answered) event).subject().robot())
                            .isEqualTo("FT-001"));
            assertThat(town.calls).containsExactly("500", "200");
        }
    }

    @Test
    void whenTheStandInFailsTooItIsAnError() throws Exception {
        try (Model model = Model.saying(FAILS);
                Model other = Model.saying(FAILS);
                Town town = new Town(Town.plan().robots(standIn(other)), model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(502);
            assertThat(town.calls).containsExactly("500", "500");
        }
    }

    @Test
    void theStandInHasOnlyThePatienceThatIsLeft() throws Exception {
        try (Model model = Model.start(Model.waits(""));
                Model other = Model.start(Model.waits(""));
                Town town = new Town(
                        Town.plan()
                                .robots(standIn(other))
                                .timeouts("{connect: 1s, firstByte: 300ms, idle: 5s, total: 500ms}"),
                        model.url());
                Caller caller = town.caller()) {
            assertThat(caller.ask(false, "你好").read().status()).isEqualTo(504);
            assertThat(town.calls).containsExactly("first-byte-timeout", "total-timeout");
        }
    }
}
