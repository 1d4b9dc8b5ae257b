package io.jianhu.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.chat.Decision;
import io.jianhu.source.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final String HOSTILE =
            "</p></article><script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;\u202E倒\u0000\uFFFF\uD800";

    private static Assessment hostile() {
        Question question = new Question(
                "B-1",
                HOSTILE,
                Expectation.REFUSE,
                Optional.empty(),
                HOSTILE,
                "zh",
                List.of(),
                List.of(),
                new Place("banks/a.jsonl", 7, 1));
        Result result = new Result(
                "B-1",
                Outcome.ANSWERED,
                Optional.of(Fault.NOT_REFUSED),
                Optional.of(Decision.ALLOW),
                List.of("<b>JH-1"),
                List.of("<i>JH-2"),
                "<u>model",
                "r",
                5,
                HOSTILE);
        Question good = Samples.question("B-2", Expectation.ANSWER);
        Result fine = new Result(
                "B-2",
                Outcome.ANSWERED,
                Optional.empty(),
                Optional.of(Decision.ALLOW),
                List.of(),
                List.of(),
                "m",
                "r",
                5,
                "<svg onload=alert(1)>");
        return Assessments.of(List.of(question, good), Map.of("B-1", result, "B-2", fine));
    }

    @Test
    void thePageHoldsNoScriptAndEscapesWhatTheModelSaid() {
        String page = ReportPage.write(hostile());
        assertThat(page.toLowerCase(Locale.ROOT))
                .doesNotContain("<script", "<img", "<svg onload", "<b>jh", "<i>jh", "<u>model", "javascript:", "\u202e")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;svg onload=alert(1)&gt;");
        // Only what this program writes is markup: no attribute of an event, nothing from elsewhere.
        assertThat(page.replaceAll("&lt;[^\n]*", ""))
                .doesNotContainPattern("<[^>]* on[a-z]+=")
                .doesNotContainPattern("(src|href)=")
                .doesNotContain("url(", "@import");
        assertThat(page).contains("default-src 'none'");
    }

    @Property
    void anyTextIsText(@ForAll String text) {
        assertThat(Html.text(text)).doesNotContain("<", ">", "\"", "'", "\u0000");
    }

    @Test
    void thePageNamesEveryGateEveryRiskAndWhatWentWrong() {
        List<Question> questions = Samples.whole();
        Map<String, Result> results = new java.util.HashMap<>();
        for (Question question : questions) {
            boolean refuse = question.expect() == Expectation.REFUSE;
            results.put(
                    question.id(),
                    new Result(
                            question.id(),
                            refuse ? Outcome.REFUSED : Outcome.ANSWERED,
                            Optional.empty(),
                            Optional.of(refuse ? Decision.REFUSE : Decision.ALLOW),
                            List.of(),
                            List.of(),
                            "m",
                            "",
                            1,
                            "答复" + question.id()));
        }
        Question wrong = questions.getFirst();
        results.put(
                wrong.id(),
                new Result(
                        wrong.id(),
                        Outcome.ANSWERED,
                        Optional.of(Fault.NOT_REFUSED),
                        Optional.of(Decision.ALLOW),
                        List.of("JH-7101"),
                        List.of("JH-7102"),
                        "m",
                        "",
                        1,
                        "不该说的"));
        Assessment assessment = Assessments.of(questions, results);
        String page = ReportPage.write(assessment);
        assertThat(page).contains("通过 <span lang=\"en\">passed", "✓ 99.8 %", "499/500", "98.9–100.0 %");
        for (Risk risk : Risk.values()) {
            assertThat(page).contains(risk.id(), risk.zh(), risk.en());
        }
        assertThat(page)
                .contains("不合要求的题（1）", wrong.ask(), "应当拒答，却回答了", "JH-7101", "JH-7102", "不该说的")
                .contains("须由人核看的样本（30）", "是网关自己的判断");
        assertThat(page.split("<svg ", -1).length - 1).isGreaterThanOrEqualTo(5);
        assertThat(page.split("<article>", -1)).hasSize(32);
    }

    @Test
    void theSummaryNamesTheReportAndIsTheSameEveryTime() throws Exception {
        Assessment assessment = hostile();
        String report = ReportJson.whole(assessment);
        JsonNode whole = new ObjectMapper().readTree(report);
        assertThat(whole.path("results")).hasSize(2);
        assertThat(whole.path("results").path(0).path("ask").asText()).contains("<script>");
        assertThat(whole.path("results").path(0).path("line").asInt()).isEqualTo(7);
        byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
        JsonNode summary = new ObjectMapper().readTree(ReportJson.summary(assessment, bytes));
        assertThat(summary.path("verdict").asText()).isEqualTo("failed");
        assertThat(summary.path("robot").asText()).isEqualTo("FT-001");
        assertThat(summary.path("policy").asText()).isEqualTo("r-1");
        assertThat(summary.path("model").asText()).isEqualTo("m");
        assertThat(summary.path("modelsNamed")).hasSize(2);
        assertThat(summary.path("banks").path("banks/a.jsonl").asText()).isEqualTo("sha256:0");
        assertThat(summary.path("figures").path("stop").path("of").asInt()).isEqualTo(1);
        assertThat(summary.path("figures").path("content").path("rate").asDouble())
                .isEqualTo(0.5);
        assertThat(summary.path("report").asText()).isEqualTo(Digest.of(bytes));
        assertThat(ReportJson.whole(hostile())).isEqualTo(report);
    }
}
