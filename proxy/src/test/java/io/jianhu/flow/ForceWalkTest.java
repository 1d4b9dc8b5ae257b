package io.jianhu.flow;

import static io.jianhu.flow.Asking.question;
import static io.jianhu.flow.Asking.stream;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Finding;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores, canaries and brakes on the way of a whole exchange. */
class ForceWalkTest {

    private static final String LIMITS = "input: {refuse: 7, notice: scope}\noutput: {escalate: 7, notice: hold}\n";

    private static String rule(String id, String stage, String severity, String word, String action, String more) {
        String kind = action.replaceAll(".*kind: ([a-z]+).*", "$1");
        return """
                  - id: %s
                    title: {zh: 试验}
                    severity: %s
                    stage: [%s]
                    match: {phrase: %s}
                    action: %s
                    %s
                    tests: [{say: 一句%s话, expect: %s}, {say: 无关, expect: allow}]
                """.formatted(id, severity, stage, word, action, more, word, kind);
    }

    private static final Edition CANARY = Hall.with(
            rule(
                    "TR-1008",
                    "input",
                    "high",
                    "荔枝",
                    "{kind: refuse, notice: scope}",
                    "mode: canary\n    canary: {percent: 50}"),
            LIMITS);

    private static String scoring(String stage) {
        return rule("TR-1004", stage, "high", "苹果", "{kind: observe}", "score: true")
                + rule("TR-1003", stage, "medium", "香蕉", "{kind: observe}", "score: true")
                + rule("TR-1002", stage, "low", "樱桃", "{kind: observe}", "score: true");
    }

    private static Hall hall(String rules) {
        return new Hall(Hall.with(rules, LIMITS), true);
    }

    @Test
    void theScoreOfAQuestionRefusesIt() {
        Hall hall = hall(scoring("input"));
        assertThat(hall.ask(question(true, "苹果苹果樱桃"), stream("好的。")).head.decision())
                .isEqualTo(Decision.ALLOW);
        Asking refused = hall.ask(question(true, "苹果香蕉"), stream("好的。"));
        assertThat(refused.head.decision()).isEqualTo(Decision.REFUSE);
        assertThat(refused.log).containsExactly("finish");
        assertThat(refused.stamp()).contains("score.input", "TR-1004", "TR-1003");
        Verdict verdict = hall.all(Event.Decided.class).getLast().ruling().verdict();
        assertThat(verdict.because()).extracting(Finding::rule).containsExactly("score.input", "TR-1004", "TR-1003");
    }

    @Test
    void tooManyCriticalAnswersStopTheRobotAndAreTicketed() {
        String critical = rule("TR-1001", "output", "critical", "苹果", "{kind: refuse, notice: scope}", "");
        String high = rule("TR-1005", "input, output", "high", "香蕉", "{kind: refuse, notice: scope}", "");
        Hall hall = new Hall(Hall.with(critical + high, LIMITS, "brake: {critical: 3, within: 10m}, "), true);
        RobotId robot = new RobotId("FT-001");
        for (String words : List.of("苹果。", "苹果。", "香蕉。", "香蕉。", "好的。")) {
            hall.ask(question(true, "您好"), stream(words));
        }
        hall.now = hall.now.plus(Duration.ofMinutes(11));
        hall.ask(question(true, "您好"), stream("苹果。"));
        hall.ask(question(true, "苹果"), stream("好的。"));
        hall.ask(question(true, "您好"), stream("苹果。"));
        assertThat(hall.brakes.isBraked(robot)).isFalse();
        assertThat(hall.tickets.open()).isEmpty();

        Asking third = hall.ask(question(true, "第三个人"), stream("苹果。"));
        assertThat(third.stamp()).contains("refuse", "TR-1001");
        assertThat(hall.brakes.on(robot).orElseThrow().actor()).isEqualTo("jianhu");
        assertThat(hall.tickets.open())
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.rules()).containsExactly("TR-1001"));
        assertThat(hall.ask(question(true, "您好"), stream("好的。")).stamp()).contains("registry.braked");
    }

    @Test
    void whatAnOlderTurnScoredDoesNotRefuseAgainAndDoesNotReachTheModel() {
        Hall hall = hall(scoring("input"));
        String request =
                "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"苹果香蕉\"},{\"role\":\"assistant\",\"content\":\"抱歉\"},{\"role\":\"user\",\"content\":\"樱桃\"}]}";
        Asking asking = hall.ask(request, stream("好的。"));
        assertThat(asking.head.decision()).isEqualTo(Decision.ALLOW);
        assertThat(asking.sent).doesNotContain("苹果").contains("樱桃");
    }

    @Test
    void theScoreOfAnAnswerStopsItWhereverItIsCut() {
        String words = "先说苹果，再说樱桃，后说香蕉，完。";
        TreeSet<String> shown = new TreeSet<>();
        Edition edition = Hall.with(scoring("output"), LIMITS);
        for (int cut = 0; cut <= words.length(); cut++) {
            Hall hall = new Hall(edition, true);
            Asking asking = hall.ask(question(true, "您好"), stream(words.substring(0, cut), words.substring(cut)));
            shown.add(asking.content().replaceAll("[0-9A-Za-z_-]{20,}", "CODE"));
            assertThat(asking.stamp()).contains("escalate", "score.output", "TR-1002", "TR-1003", "TR-1004");
            assertThat(asking.reasons()).containsExactly("content_filter");
            List<Ruling> rulings = hall.all(Event.Decided.class).stream()
                    .map(Event.Decided::ruling)
                    .toList();
            assertThat(rulings.getLast().verdict()).isInstanceOf(Verdict.Escalate.class);
            assertThat(rulings.getLast().verdict().because())
                    .extracting(Finding::rule)
                    .contains("TR-1002", "TR-1003", "TR-1004")
                    .first()
                    .isEqualTo("score.output");
        }
        assertThat(shown)
                .allSatisfy(content -> assertThat(content).contains("再说樱桃，后说").doesNotContain("香蕉"));
    }

    @Test
    void channelsOfOneAnswerAddUp() {
        Hall hall = hall(scoring("output"));
        String model = stream("后说香蕉。")
                .replaceFirst(
                        "data: ",
                        "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_content\":\"苹果\"},\"finish_reason\":null}]}\n\ndata: ");
        Asking asking = hall.ask(question(true, "您好"), model);
        assertThat(asking.content()).contains("后说").doesNotContain("香蕉");
        assertThat(asking.stamp()).contains("score.output");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrakeRefusesAndStopsTheRobot(boolean inAnswer) {
        Hall hall = hall(
                rule("TR-1009", inAnswer ? "output" : "input", "critical", "荔枝", "{kind: brake, notice: scope}", ""));
        Asking asking = hall.ask(question(true, inAnswer ? "您好" : "说荔枝吧"), stream("好。", "荔枝熟了"));
        assertThat(asking.stamp()).contains("\"decision\":\"refuse\"", "TR-1009");
        assertThat(asking.content()).doesNotContain("荔枝");
        assertThat(hall.brakes.on(new RobotId("FT-001")))
                .hasValueSatisfying(brake -> assertThat(brake.actor()).isEqualTo("rule TR-1009"));
        assertThat(hall.ask(question(true, "您好"), stream("好。")).stamp()).contains("registry.braked");
    }

    @Test
    void anOlderTurnDoesNotBrakeAgain() {
        Hall hall = hall(rule("TR-1009", "input", "critical", "荔枝", "{kind: brake, notice: scope}", ""));
        String request =
                "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"荔枝\"},{\"role\":\"assistant\",\"content\":\"抱歉\"},{\"role\":\"user\",\"content\":\"您好\"}]}";
        assertThat(hall.ask(request, stream("好。")).head.decision()).isEqualTo(Decision.ALLOW);
        assertThat(hall.brakes.isBraked(new RobotId("FT-001"))).isFalse();
    }

    @Test
    void aCanaryIsTheSameInEveryTurnOfAConversation() {
        Hall hall = new Hall(CANARY, true);
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            String first = "第" + i + "问，电话1391234567" + (i % 10) + "，荔枝";
            Decision decision =
                    hall.ask(question(true, first), stream("好。")).head.decision();
            String later = "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"" + first
                    + "\"},{\"role\":\"assistant\",\"content\":\"好\"},{\"role\":\"user\",\"content\":\"荔枝\"}]}";
            Decision again =
                    new Hall(CANARY, true).ask(later, stream("好。")).head.decision();
            assertThat(again == Decision.REFUSE).isEqualTo(decision == Decision.REFUSE);
            seen.add(decision.word());
        }
        assertThat(seen).contains("refuse", "mask");
    }

    @Test
    void aNamedConversationDecidesByItsName() {
        Hall hall = new Hall(CANARY, true);
        TreeSet<String> seen = new TreeSet<>();
        for (int i = 0; i < 20; i++) {
            TreeSet<String> ofOne = new TreeSet<>();
            for (String words : List.of("荔枝", "再说荔枝", "荔枝呢")) {
                Asking asking = new Asking("FT-001", question(true, words), Asking.whole(stream("好。")));
                asking.conversation = "c-" + i;
                ofOne.add(hall.ask(asking).head.decision().word());
            }
            assertThat(ofOne).hasSize(1);
            seen.addAll(ofOne);
        }
        assertThat(seen).containsExactly("allow", "refuse");
    }
}
