package io.jianhu.flow;

import static io.jianhu.flow.Asking.question;
import static io.jianhu.flow.Asking.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model behind a robot is another than the one that was assessed. In these answers it calls itself m. */
class DriftTest {

    private static final RobotId ROBOT = new RobotId("FT-001");

    private static Hall hall(String assessed, String conduct) {
        return new Hall(
                Hall.edition(
                        "robots/FT-001.yaml",
                        text -> text.replace("model: sample-chat, validUntil", assessed + ", validUntil")
                                .replace("model: sample-chat", "model: \"m\"")
                                .replace("policy: {", "policy: {" + conduct)),
                true);
    }

    private static List<String> told(Hall hall) {
        hall.ask(question(true, "您好"), stream("好的。"));
        return hall.all(Event.Acted.class).stream()
                .map(acted -> acted.action() + " " + acted.object())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"model: \"m\" |", "'model: \"m\", reports: [other, m]' |"})
    void theAssessedModelIsNoNews(String assessed) {
        assertThat(told(hall(assessed, ""))).isEmpty();
    }

    @Test
    void anotherNameIsToldOnceAndTheRobotGoesOn() {
        Hall hall = hall("model: \"m\", reports: [m-2]", "");
        assertThat(told(hall)).containsExactly("model-drift FT-001 m");
        assertThat(told(hall)).isEmpty();
        assertThat(hall.brakes.isBraked(ROBOT)).isFalse();
    }

    @Test
    void anotherNameStopsTheRobotWhereItsFileSaysSo() {
        Hall hall = hall("model: \"m\", reports: [m-2]", "drift: suspend, ");
        Asking asking = hall.ask(question(true, "您好"), stream("好的。"));
        assertThat(asking.stamp()).doesNotContain("registry.");
        assertThat(hall.brakes.on(ROBOT).orElseThrow().reason()).isEqualTo("the model calls itself m");
        assertThat(hall.ask(question(true, "您好"), stream("好的。")).stamp()).contains("registry.braked");
    }
}
