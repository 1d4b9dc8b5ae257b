package io.jianhu.loadtest.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.model.MockAnswers;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Scan;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private final Dialogue dialogue = new Dialogue(1, 0);

    private static long count(String text, String what) {
        return Pattern.compile(Pattern.quote(what)).matcher(text).results().count();
    }

    @Test
    void aHistoryHasSoManyMessagesOfWhichTheLastIsAsked() {
        for (Script script : List.of(Script.history(10), Script.newHistory(10))) {
            String messages = script.messages(dialogue, 7);

            assertThat(count(messages, "\"role\":\"user\"")).isEqualTo(5 + 1);
            assertThat(count(messages, "\"role\":\"assistant\"")).isEqualTo(4);
            assertThat(messages).endsWith("}," + Script.user(dialogue.question(7)));
        }
        assertThat(Script.history(1).messages(dialogue, 7)).isEqualTo(Script.user(dialogue.question(7)));
        assertThat(Script.newHistory(1).messages(dialogue, 7)).isEqualTo(Script.user(dialogue.question(7)));
    }

    @Test
    void aModelFindsTheQuestionAfterANewHistory() {
        byte[] body = Scan.utf8("{\"messages\":[" + Script.newHistory(100).messages(dialogue, 7) + "]}");

        assertThat(MockAnswers.read(body)).map(MockAnswers.Asked::number).contains(7L);
    }

    @Test
    void noMessageOfANewHistoryWasThereBefore() {
        assertThat(Script.newHistory(3).messages(dialogue, 7)).contains("m_7_0：", "m_7_1：");
        assertThat(Script.newHistory(3).messages(dialogue, 8)).doesNotContain("m_7_");
    }

    @Test
    void robotsAreAskedInTurn() {
        Script script = Script.among(List.of("/a", "/b"));
        Target target = new Target(1, "/c", Optional.empty());

        assertThat(List.of(script.path(target, 2), script.path(target, 3))).containsExactly("/a", "/b");
        assertThat(Script.PLAIN.path(target, 2)).isEqualTo("/c");
    }
}
