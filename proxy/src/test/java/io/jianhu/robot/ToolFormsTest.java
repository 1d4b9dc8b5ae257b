package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tools in a robot's file, and what its level says of them. */
class ToolFormsTest {

    private static final String LEVELS = """
            apiVersion: jianhu/v1
            kind: Vocabulary
            levels:
              L0: {zh: 零级, tools: none}
              L1: {zh: 一级, tools: read}
              L2: {zh: 二级, tools: authorised}
              L3: {zh: 三级, tools: own}
              L4: {zh: 四级}
            consent: {words: [同意]}
            """;
    private static final String READ = "{name: guide, does: read}";
    private static final String ACT = "{name: lodge, does: act, title: {zh: 提交}}";

    private static Map<String, String> files(String level, String more) {
        Map<String, String> files = Sample.withRobot(Sample.ROBOT.replace("level: L1", "level: " + level) + more);
        files.put("registry.yaml", LEVELS);
        return files;
    }

    private static Tools tools(String level, String more) {
        Registry registry = Sample.compile(files(level, more));
        return registry.tools(registry.robot("FT-001").orElseThrow()).orElseThrow();
    }

    private static boolean isLimited(String level, String more) {
        Registry registry = Sample.compile(files(level, more));
        return registry.tools(registry.robot("FT-001").orElseThrow()).isPresent();
    }

    @Test
    void aListIsRead() {
        Tools tools = tools("L2", "tools: [" + READ + ", " + ACT + "]\n");
        assertThat(tools.latitude()).isEqualTo(Latitude.AUTHORISED);
        assertThat(tools.allowed()).extracting(Tool::name).containsExactly("guide", "lodge");
        Tool lodge = tools.named("lodge").orElseThrow();
        assertThat(lodge.title()).isEqualTo(new Vocabulary.Term("提交", "提交"));
        assertThat(lodge.isWeighed()).isTrue();
        assertThat(lodge.accepts("{}")).isTrue();
        assertThat(lodge.accepts(" ")).isTrue();
        assertThat(lodge.accepts("5")).isFalse();
        assertThat(tools.named("guide").orElseThrow().isWeighed()).isFalse();
        assertThat(tools.named("Lodge")).isEmpty();
    }

    @Test
    void onlyAListOrALevelThatCallsNothingLimits() {
        assertThat(isLimited("L1", "")).isFalse();
        assertThat(isLimited("L4", "")).isFalse();
        assertThat(isLimited("L0", "")).isTrue();
        assertThat(tools("L0", "").allowed()).isEmpty();
        assertThat(tools("L1", "tools: []\n").allowed()).isEmpty();
        assertThat(tools("L4", "tools: [" + ACT + "]\n").latitude()).isEqualTo(Latitude.OWN);
    }

    @Test
    void theNoticesThatMayBeSaidAreNeeded() {
        assertThat(Sample.compile(files("L1", "")).notices()).isEmpty();
        assertThat(Sample.compile(files("L1", "tools: []\n")).notices()).isEqualTo(Set.of("tool-call", "tool-called"));
        assertThat(Sample.compile(files("L2", "tools: [" + ACT + "]\n")).notices())
                .isEqualTo(Set.of("tool-call", "tool-called", "authorise"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "L1 | tools: | 20:7: tools: nothing (expected: a list, [] for no tool)",
                "L1 | tools: [{does: read}] | 20:9: 'name' is missing",
                "L1 | tools: [{name: guide}] | 20:9: 'does' is missing (expected: read or act)",
                "L1 | tools: [{name: guide, does: reed}] | 20:29: does: 'reed' (expected: read, act) (did you mean 'read'?)",
                "L1 | tools: [{name: a, does: read}, {name: a, does: read}] | 20:39: name: 'a' stands already in line 20",
                "L1 | tools: [{name: guide, does: read, argument: {}}] | 20:35: unknown key 'argument' (did you mean 'arguments'?)",
                "L1 | tools: [{name: guide, does: read, arguments: }] | 20:45: arguments: nothing (expected: a JSON Schema, {} for anything)",
                "L1 | tools: [{name: guide, does: read, arguments: {type: objekt}}] | 20:53: type: 'objekt' (expected: object,",
                "L1 | tools: [{name: lodge, does: act}] | 20:29: does: act (expected: read, by the tools of level L1)",
                "L0 | tools: [{name: guide, does: read}] | 20:9: a tool (expected: none, by the tools of level L0)"
            })
    void whatIsWrongIsToldWithItsPlace(String level, String tools, String problem) {
        assertThat(Sample.problems(files(level, tools + "\n")))
                .singleElement()
                .asString()
                .contains("FT-001.yaml:" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tools: read | tools: reed | 5:23: tools: 'reed' (expected: none, read, authorised, own) (did you mean 'read'?)",
                "words: [同意] | words: [] | 6:7: L2: tools: authorised (expected: 'consent' with the 'words' of a citizen)",
                "words: [同意] | words: [同意, 好，提交] | 9:18: words: '好，提交' (expected: words without punctuation",
                "words: [同意] | word: [同意], words: [同意] | 9:11: unknown key 'word' (did you mean 'words'?)"
            })
    void aRegistryThatIsWrongIsToldWithItsPlace(String old, String other, String problem) {
        Map<String, String> files = files("L1", "");
        files.put("registry.yaml", LEVELS.replace(old, other));
        List<String> problems = Sample.problems(files);
        assertThat(problems).singleElement().asString().startsWith("registry.yaml:" + problem);
    }
}
