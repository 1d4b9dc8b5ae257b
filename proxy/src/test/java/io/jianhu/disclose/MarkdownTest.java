package io.jianhu.disclose;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jianhu.chat.ProviderCode;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A label goes into a Markdown file, and all that the file has stays. */
class MarkdownTest {

    private static final AigcLabel LABEL = AigcLabel.of(new ProviderCode("001191999999MA000001541FT01"), "n-1");
    private static final String VISIBLE = "（AI生成）\n(AI-generated)";
    private static final List<String> MARKS = List.of("（AI生成）", "【人工智能生成内容】");
    private static final String BLOCK = """
            AIGC:
              Label: "1"
              ContentProducer: "001191999999MA000001541FT01"
              ProduceID: "n-1"
              ReservedCode1: ""
              ContentPropagator: "001191999999MA000001541FT01"
              PropagateID: "n-1"
              ReservedCode2: ""
            """;

    /** In a table: {@code \n}, {@code \r}, {@code BOM}; {@code BLOCK} is the label, {@code VISIBLE} the words. */
    private static String written(String text) {
        String lines = text.replace("\\n", "\n").replace("\\r", "\r").replace("BOM", "\uFEFF");
        String end = lines.contains("\r\n") ? "\r\n" : lines.contains("\r") ? "\r" : "\n";
        return lines.replace("BLOCK", BLOCK.replace("\n", end)).replace("VISIBLE", VISIBLE.replace("\n", end));
    }

    private static Optional<String> labelled(String text, boolean replace, Problems problems) {
        return Markdown.read("a.md", text.getBytes(StandardCharsets.UTF_8), problems)
                .flatMap(read -> read.labelled(LABEL, VISIBLE, MARKS, replace, problems));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                | ---\\nBLOCK---\\nVISIBLE\\n",
                "\\n\\n                            | ---\\nBLOCK---\\n\\n\\nVISIBLE\\n",
                "# 题\\n                           | ---\\nBLOCK---\\nVISIBLE\\n\\n# 题\\n",
                "# 题                              | ---\\nBLOCK---\\nVISIBLE\\n\\n# 题",
                "\\r\\n# 题\\r\\n                  | ---\\r\\nBLOCK---\\r\\n\\r\\nVISIBLE\\r\\n\\r\\n# 题\\r\\n",
                "BOM# 题\\n                        | BOM---\\nBLOCK---\\nVISIBLE\\n\\n# 题\\n",
                "（AI生成）\\n正文\\n              | ---\\nBLOCK---\\n（AI生成）\\n正文\\n",
                "\\n 【人工智能生成内容】您好\\n   | ---\\nBLOCK---\\n\\n 【人工智能生成内容】您好\\n",
                "---\\ntitle: 题\\n---\\n正文\\n  | ---\\ntitle: 题\\nBLOCK---\\nVISIBLE\\n\\n正文\\n",
                "---\\ntitle: 题\\n---             | ---\\ntitle: 题\\nBLOCK---\\nVISIBLE\\n",
                "--- \\ntitle: 题\\n...\\n\\n正文 | --- \\ntitle: 题\\nBLOCK...\\n\\nVISIBLE\\n\\n正文",
                "---\\n---\\n正文                 | ---\\nBLOCK---\\nVISIBLE\\n\\n正文",
                "---\\n# 注\\n---\\n正文          | ---\\n# 注\\nBLOCK---\\nVISIBLE\\n\\n正文",
                "BOM---\\r\\na: [1, '2']\\r\\n---\\r\\n正文\\r\\n | BOM---\\r\\na: [1, '2']\\r\\nBLOCK---\\r\\nVISIBLE\\r\\n\\r\\n正文\\r\\n",
                "---\\na: >+\\n  词\\n\\n---\\n正文 | ---\\na: >+\\n  词\\n\\nBLOCK---\\nVISIBLE\\n\\n正文",
                "---\\r---\\r正文                 | ---\\rBLOCK---\\rVISIBLE\\r\\r正文",
                "---                               | ---\\nBLOCK---\\nVISIBLE\\n\\n---",
                "---\\n没有结束                    | ---\\nBLOCK---\\nVISIBLE\\n\\n---\\n没有结束",
                "正文\\n---\\na: 1\\n---\\n        | ---\\nBLOCK---\\nVISIBLE\\n\\n正文\\n---\\na: 1\\n---\\n",
            })
    void theLabelGoesInAndTheRestStays(String before, String after) {
        Problems problems = new Problems();
        String text = written(before.strip());
        assertThat(labelled(text, false, problems)).hasValue(written(after.strip()));
        assertThat(problems.isEmpty()).isTrue();
        assertThat(labelled(written(after.strip()), true, problems))
                .as("labelled once more")
                .hasValue(written(after.strip()));
    }

    @Test
    void keysThatAreIndentedStaySo() {
        assertThat(labelled("---\n  a: 1\n  b: 2\n---\n", false, new Problems()))
                .hasValue("---\n  a: 1\n  b: 2\n" + BLOCK.indent(2) + "---\n" + VISIBLE + "\n");
    }

    @Test
    void aLabelThatStandsThereIsReplacedOnlyWhenAsked() {
        String text =
                "---\ntitle: a\nAIGC:\n  Label: '2'\n  x: |\n    y\n\n# of the date\ndate: 2026-11-23\n---\n（AI生成）\n";
        Problems problems = new Problems();
        assertThat(labelled(text, false, problems)).isEmpty();
        assertThat(problems.list())
                .singleElement()
                .hasToString("a.md:3:1: AIGC stands here already (expected: --force to replace it)");
        assertThat(labelled(text, true, new Problems()))
                .hasValue("---\ntitle: a\n" + BLOCK + "\n# of the date\ndate: 2026-11-23\n---\n（AI生成）\n");
        assertThat(labelled("---\nAIGC: {Label: '1'}\n---\n（AI生成）", true, new Problems()))
                .hasValue("---\n" + BLOCK + "---\n（AI生成）");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "---\\n{a: 1}\\n---\\n            | a.md:1:1: front matter of a form that cannot be edited",
                "---\\n[1, 2]\\n---\\n            | a.md:2:1: front matter that is no mapping (expected: key: value)",
                "---\\n一句话\\n---\\n            | a.md:2:1: front matter that is no mapping",
                "---\\na: 1\\na: 2\\n---\\n       | a.md:3:1: duplicate key 'a'",
                "---\\na: 'x\\n---\\n             | a.md:",
                "---\\na: &b 1\\n---\\n           | a.md:2:4: anchors and aliases are not accepted",
            })
    void whatCannotBeEditedIsRefusedWithItsPlace(String text, String problem) {
        Problems problems = new Problems();
        assertThat(labelled(written(text.strip()), true, problems)).isEmpty();
        assertThat(problems.list().stream().map(Problem::toString))
                .first()
                .asString()
                .startsWith(problem);
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        Problems problems = new Problems();
        assertThat(Markdown.read("a.md", new byte[] {(byte) 0xB1}, problems)).isEmpty();
        assertThat(problems.list()).singleElement().hasToString("a.md:0:0: not UTF-8");
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "---",
                        "...",
                        "\n",
                        "\n",
                        "\r\n",
                        "\r",
                        "\uFEFF",
                        " ",
                        "  ",
                        "\t",
                        "#",
                        ":",
                        ": ",
                        "- ",
                        "? ",
                        "AIGC:",
                        "AIGC: ",
                        "a: ",
                        "b:",
                        "Label: '1'",
                        "'",
                        "\"",
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        "|",
                        ">-",
                        "&a",
                        "*a",
                        "!b",
                        "%YAML 1.2",
                        "题",
                        "（AI生成）",
                        "😀")
                .list()
                .ofMaxSize(14)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 2000)
    void whateverStandsInAFileStays(@ForAll("pieces") String text, @ForAll boolean matter) {
        anyBytes((matter ? "---\n" + text + "\n---\n" : text).getBytes(StandardCharsets.UTF_8));
    }

    /** Any bytes are refused calmly, or come back with the label, everything else in its place, and so for ever. */
    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        Problems problems = new Problems();
        Optional<Markdown> read = Markdown.read("a.md", bytes, problems);
        Optional<String> labelled = read.flatMap(text -> text.labelled(LABEL, VISIBLE, MARKS, true, problems));
        assertThat(labelled.isEmpty()).isEqualTo(!problems.isEmpty());
        labelled.ifPresent(text -> {
            Problems own = new Problems();
            assertThat(labelled(text, true, own)).hasValue(text);
            LabelReport report = LabelReport.of("a.md", text.getBytes(StandardCharsets.UTF_8), List.of());
            assertThat(report.problems()).isEmpty();
            assertThat(report.labels())
                    .singleElement()
                    .satisfies(label -> assertThat(label.fields()).isEqualTo(Map.copyOf(LABEL.fields())));
            if (read.flatMap(Markdown::label).isEmpty()) {
                assertThat(without(text)).isEqualTo(without(new String(bytes, StandardCharsets.UTF_8)));
            }
        });
    }

    private static String without(String text) {
        return text.replaceFirst("(?s)(?m)^ *AIGC:[\\r\\n]+ *Label: \"1\".*?ReservedCode2: \"\"", "")
                .replaceAll("\r|\n|---", "")
                .replace(VISIBLE.replace("\n", ""), "");
    }
}
