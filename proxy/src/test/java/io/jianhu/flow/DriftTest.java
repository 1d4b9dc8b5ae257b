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
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({"true, fp_1", "false, fp_1", "true, ''", "false, ''", "true, fp_13800138000"})
    void aListedFingerprintAndNoneAtAllAreNoNews(boolean stream, String fingerprint) {
        Hall hall = hall("model: \"m\", fingerprints: [fp_0, fp_1, fp_13800138000]", "drift: suspend, ");
        assertThat(told(hall, stream, fingerprint)).isEmpty();
        assertThat(hall.brakes.isBraked(ROBOT)).isFalse();
        assertThat(told(hall("model: \"m\"", ""), stream, "fp_9")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherFingerprintIsToldOnceAndStopsTheRobotWhereItsFileSaysSo(boolean stream) {
        Hall hall = hall("model: \"m\", fingerprints: [fp_1]", "");
        assertThat(told(hall, stream, "fp_2")).containsExactly("model-drift FT-001 fingerprint fp_2");
        assertThat(told(hall, stream, "fp_2")).isEmpty();
        assertThat(hall.brakes.isBraked(ROBOT)).isFalse();

        Hall strict = hall("model: \"m\", fingerprints: [fp_1]", "drift: suspend, ");
        assertThat(told(strict, stream, "fp_2")).contains("model-drift FT-001 fingerprint fp_2");
        assertThat(strict.brakes.on(ROBOT).orElseThrow().reason()).isEqualTo("the model's fingerprint is fp_2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHostileFingerprintIsNotRepeated(boolean stream) {
        Hall hall = hall("model: \"m\", fingerprints: [fp_1]", "");
        assertThat(told(hall, stream, "手机13800138000")).containsExactly("model-drift FT-001 fingerprint unreadable");
        assertThat(told(hall, stream, "f".repeat(129))).isEmpty();
        assertThat(told(hall, stream, "tel:13800138000"))
                .singleElement()
                .asString()
                .startsWith("model-drift FT-001 fingerprint ")
                .doesNotContain("13800138000");
    }

    private static List<String> told(Hall hall, boolean stream, String fingerprint) {
        String answer = stream ? stream("好的。") : Asking.document("好的。");
        String bearing = fingerprint.isEmpty()
                ? "{\"system_fingerprint\":null,\"model\":"
                : "{\"system_fingerprint\":\"" + fingerprint + "\",\"model\":";
        hall.ask(question(stream, "您好"), answer.replace("{\"model\":", bearing));
        return hall.all(Event.Acted.class).stream()
                .map(acted -> acted.action() + " " + acted.object())
                .toList();
    }

    @Test
    void anotherNameStopsTheRobotWhereItsFileSaysSo() {
        Hall hall = hall("model: \"m\", reports: [m-2]", "drift: suspend, ");
        Asking asking = hall.ask(question(true, "您好"), stream("好的。"));
        assertThat(asking.stamp()).doesNotContain("registry.");
        assertThat(hall.brakes.on(ROBOT).orElseThrow().reason()).isEqualTo("the model calls itself m");
        assertThat(hall.ask(question(true, "您好"), stream("好的。")).stamp()).contains("registry.braked");
    }

    @ParameterizedTest
    @CsvSource({"shadow, true", "warn, false"})
    void rulesOfEveryLevelAreRecordedWhileTheModelIsAnother(String drift, boolean recorded) {
        Hall hall = new Hall(Hall.with("""
                          - id: TR-1003
                            title: {zh: 试, en: trial}
                            basis: [{ref: 试}]
                            severity: low
                            level: 3
                            stage: [input]
                            match: {phrase: [绕开排队]}
                            action: {kind: refuse, notice: refuse}
                            mode: enforce
                            onFailure: closed
                            reviewBy: 2027-06-30
                            tests: [{say: 怎样绕开排队, expect: refuse}, {say: 怎样排队, expect: allow}]
                        """, "output: {refuse: 100, notice: scope}\n", "drift: " + drift + ", "), true);
        assertThat(sees(hall, "m")).as("as yet unseen").isFalse();
        assertThat(sees(hall, "sample-chat")).isEqualTo(recorded);
        assertThat(sees(hall, "sample-chat")).as("the assessed model again").isFalse();
    }

    /** Whether a rule of a higher level is on record for a question, and what the model then calls itself. */
    private static boolean sees(Hall hall, String model) {
        hall.ask(question(true, "怎样绕开排队"), stream("好的。").replace("\"model\":\"m\"", "\"model\":\"" + model + "\""));
        return hall.all(Event.Decided.class).toString().contains("TR-1003");
    }
}
