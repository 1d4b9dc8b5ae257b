package io.jianhu.disclose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticesTest {

    private static final Map<String, String> VALUES = Map.of(
            "robot.name", "小福",
            "robot.department", "示例局",
            "robot.name.en", "Xiaofu",
            "robot.department.en", "Sample Bureau",
            "complaints.phone", "12345",
            "guardian.office", "示例科",
            "ticket", "JH-TEST");

    static Folder shipped() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("../policies/notices"))) {
            for (Path path : paths.toList()) {
                files.put("notices/" + path.getFileName(), Files.readAllBytes(path));
            }
        }
        return new Folder("policies", files);
    }

    static Notices notices() throws IOException {
        return Notices.compile(shipped(), new Problems()).orElseThrow();
    }

    @Test
    void shippedNoticesCompile() throws IOException {
        Problems problems = new Problems();
        assertThat(Notices.compile(shipped(), problems))
                .as(problems.list().toString())
                .isPresent();
    }

    @Test
    void everyShippedNoticeReadsWellWithItsValues() throws IOException {
        Notices notices = notices();
        assertThat(notices.ids()).hasSizeGreaterThan(25);
        for (String id : notices.ids()) {
            assertThat(notices.text(id, VALUES)).doesNotContain("{", "}").isNotBlank();
            if (!id.equals("withheld")) { // Read by the model only, so it needs no English.
                assertThat(notices.text(id, VALUES)).contains("\n");
            }
            assertThat(notices.chinese(id, VALUES)).isSubstringOf(notices.text(id, VALUES));
        }
    }

    @Test
    void theReminderSaysWhatTheLawAsksAndHowToLeave() throws IOException {
        assertThat(notices().chinese("reminder", VALUES))
                .contains("人工智能", "生成", "小福", "不是真人", "连续使用", "休息", "转人工", "退出");
    }

    @Test
    void whatRobotsNeedAndNobodyWroteIsAProblem() throws IOException {
        Problems problems = new Problems();
        notices().check(Set.of("tool-call", "tool-cal"), problems);
        assertThat(problems.list())
                .extracting(Problem::message)
                .containsExactly(
                        "notice 'tool-cal' is missing, and robots with tools need it (did you mean 'tool-call'?)");
    }

    @Test
    void firstAnswerSaysWhatTheLawAsks() throws IOException {
        assertThat(notices().chinese("first-answer", VALUES))
                .contains("人工智能", "生成", "小福", "示例局", "不是真人", "转人工")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "crisis, 12356 110 120 JH-TEST 真人",
        "hold, JH-TEST 取消人工 12345",
        "waiting, JH-TEST 取消人工",
        "expired, 12345",
        "identity, 不是真人 示例局 12345 转人工",
        "guardian-answer, 示例局 真人"
    })
    void noticesSayWhatTheyMust(String id, String words) throws IOException {
        assertThat(notices().chinese(id, VALUES)).contains(words.split(" "));
    }

    @Test
    void unknownReasonOfBeingOffDutyFallsBack() throws IOException {
        assertThat(notices().has("off-duty.eclipse")).isTrue();
        assertThat(notices().text("off-duty.eclipse", VALUES))
                .isEqualTo(notices().text("off-duty", VALUES));
        assertThat(notices().text("off-duty.retired", VALUES))
                .isNotEqualTo(notices().text("off-duty", VALUES));
    }

    @Test
    void unknownNoticeIsABug() throws IOException {
        assertThat(notices().has("nothing")).isFalse();
        assertThatThrownBy(() -> notices().text("nothing", VALUES)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "好{robot.nmae}好 | notices/x.yaml:4:11: zh: unknown variable 'robot.nmae' (did you mean 'robot.name'?)",
                "好{robot.name | notices/x.yaml:4:11: zh: '{' is not closed (expected: {variable}, or {{ for a brace)",
                "好}好 | notices/x.yaml:4:11: zh: '}' closes nothing (expected: }} for a brace)"
            })
    void refusesBadTemplatesAtTheirPlace(String text, String problem) {
        assertThat(problems("apiVersion: jianhu/v1\nkind: Notices\nnotices:\n  x: {zh: \"" + text + "\"}\n"))
                .contains(problem);
    }

    @Test
    void bracesWrittenTwiceStandForThemselves() {
        assertThat(Template.parse("a{{b}}c{ ticket }", problem -> {
                            throw new AssertionError(problem);
                        })
                        .fill(Map.of("ticket", "{t}")))
                .isEqualTo("a{b}c{t}");
    }

    @Test
    void refusesUnknownKeysDuplicatesAndOtherKinds() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(shipped().files());
        files.put(
                "notices/z.yaml",
                utf8("apiVersion: jianhu/v1\nkind: Notices\nnotices:\n  refuse: {zh: 不}\n  a: {zh: 好, ne: ok}\n"));
        files.put("notices/y.yaml", utf8("apiVersion: jianhu/v1\nkind: Notice\nnotices: {}\n"));
        Problems problems = new Problems();
        assertThat(Notices.compile(new Folder("p", files), problems)).isEmpty();
        assertThat(problems.list())
                .extracting(Problem::toString)
                .anyMatch(line -> line.startsWith("notices/z.yaml:4:11: notice 'refuse' stands already in"))
                .contains(
                        "notices/z.yaml:5:14: unknown key 'ne' (did you mean 'en'?)",
                        "notices/y.yaml:2:7: kind: 'Notice' (expected: Notices) (did you mean 'Notices'?)");
    }

    @Test
    void namesTheMissingNotices() {
        assertThat(problems("apiVersion: jianhu/v1\nkind: Notices\nnotices:\n  first-anwser: {zh: 好}\n"))
                .contains(
                        "notices:0:0: notice 'first-answer' is missing (did you mean 'first-anwser'?)",
                        "notices:0:0: notice 'braked' is missing");
    }

    @Test
    void refusesAFirstAnswerThatIsNoLabel() throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>(shipped().files());
        String identity = new String(files.get("notices/identity.yaml"), StandardCharsets.UTF_8);
        files.put("notices/identity.yaml", utf8(identity.replace("生成", "写成")));
        Problems problems = new Problems();
        assertThat(Notices.compile(new Folder("p", files), problems)).isEmpty();
        assertThat(problems.list())
                .singleElement()
                .hasToString("notices/identity.yaml:7:5: first-answer: not a label of generated content"
                        + " (expected: 人工智能 or AI, and 生成 or 合成)");
    }

    private static java.util.List<String> problems(String file) {
        Problems problems = new Problems();
        assertThat(Notices.compile(new Folder("p", new TreeMap<>(Map.of("notices/x.yaml", utf8(file)))), problems))
                .isEmpty();
        return problems.list().stream().map(Problem::toString).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
