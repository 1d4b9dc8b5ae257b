package io.jianhu.disclose;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jianhu.chat.ProviderCode;
import io.jianhu.signing.Algorithm;
import io.jianhu.signing.KeyFiles;
import io.jianhu.source.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of labels in answers and files. */
class LabelReportTest {

    private static final String CODE = "001191999999MA000001541FT01";
    private static final AigcLabel LABEL = AigcLabel.of(new ProviderCode(CODE), "n-1");

    @TempDir
    Path folder;

    private static String json(AigcLabel label) {
        return label.fields().entrySet().stream()
                .map(field -> '"' + field.getKey() + "\":\"" + field.getValue() + '"')
                .collect(Collectors.joining(",", "{\"choices\":[{\"x\":{\"aigc\":1}}],\"aigc\":{", "}}"));
    }

    private static LabelReport report(String text) {
        return LabelReport.of("a", text.getBytes(StandardCharsets.UTF_8), List.of());
    }

    private static List<String> problems(String text) {
        return report(text).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void aRightLabelIsFoundInEveryForm() {
        String document = json(LABEL);
        String markdown = "---\nAIGC:\n"
                + LABEL.fields().entrySet().stream()
                        .map(field -> "  " + field.getKey() + ": '" + field.getValue() + "'\n")
                        .collect(Collectors.joining())
                + "---\n";
        String stream = ": hello\n\ndata: " + document + "\n\ndata: {\"choices\":[]}\n\ndata:" + document
                + "\n\ndata: [DONE]\n\n";
        assertThat(report(document).labels()).hasSize(1);
        assertThat(report("\uFEFF\n " + document.replace("aigc\":{", "AIGC\":{"))
                        .labels())
                .hasSize(1);
        assertThat(report(stream).labels()).hasSize(2);
        assertThat(report(markdown).labels()).hasSize(1);
        for (String text : List.of(document, stream, stream.replace("\n", "\r\n"), markdown)) {
            assertThat(problems(text)).isEmpty();
            assertThat(report(text).labels()).allSatisfy(label -> {
                assertThat(label.fields()).isEqualTo(LABEL.fields());
                assertThat(label.signature()).isEqualTo(LabelReport.Signature.NONE);
            });
        }
        assertThat(report(stream).labels().get(1).place().line()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Label\":\"1\"           | \"Label\":1                | a:1:39: Label: no text (expected: a text, in quotes)",
                "\"Label\":\"1\"           | \"Label\":\"2\"            | a:1:39: Label: '2' (expected: '1', made by a machine)",
                "\"Label\":\"1\",          | ``                         | a:1:31: 'Label' is missing",
                "\"ProduceID\":\"n-1\"     | \"ProduceID\":\"\"         | a:1:99: ProduceID: empty",
                "\"ProduceID\":\"n-1\"     | \"ProduceID\":\"n 1\"      | a:1:99: ProduceID: a sign that no label may have",
                "\"ProduceID\":\"n-1\"     | \"ProduceId\":\"n-1\"      | a:1:99: ProduceId: no field of a label (did you mean 'ProduceID'?)",
                "\"ProduceID\":\"n-1\"     | \"ProduceID\":\"编号\"     | a:1:99: ProduceID: a sign that no label may have",
                "Producer\":\"001191999999MA000001541FT01 | Producer\":\"001191999999MA000001551FT01 | a:1:51: ContentProducer: provider code with credit code '91999999MA00000155' (expected: check digit '4' at its end)",
                "Producer\":\"001191999999MA000001541FT01 | Producer\":\"FT | a:1:51: ContentProducer: provider code of 2 characters (expected: 27)",
                "\"ReservedCode2\":\"\"    | \"ReservedCode2\":\"{\\\\\"a\\\\\"}\" | ``",
                "\"aigc\":{                | \"aigc\":null,\"x\":{      | a:1:31: aigc: no object (expected: the seven fields of a label)",
                "\"aigc\":{                | \"aiGC\":{                 | a:0:0: no label (expected: front matter with AIGC, or JSON or events with aigc)",
                "\"aigc\":{                | \"aigc\":{\"Label\":\"1\", | a:1:58: not JSON",
                "\"aigc\":{                | \"aigc\"{                  | a:1:37: not JSON",
            })
    void whatIsWrongIsNamedWithItsPlace(String right, String wrong, String problem) {
        String text = json(LABEL).replace(right, wrong.replace("\\\\", "\\"));
        assertThat(text).isNotEqualTo(json(LABEL));
        if (problem.isEmpty()) {
            assertThat(problems(text)).isEmpty();
        } else {
            assertThat(problems(text)).anyMatch(found -> found.startsWith(problem));
        }
    }

    @Test
    void plainYamlThatIsNoTextIsNoText() {
        String text =
                "---\nAIGC:\n  Label: 1\n  ProduceID: true\n  ReservedCode1:\n  ContentProducer: " + CODE + "\n---\n";
        assertThat(problems(text))
                .contains(
                        "a:3:3: Label: no text (expected: a text, in quotes)",
                        "a:4:3: ProduceID: no text (expected: a text, in quotes)",
                        "a:5:3: ReservedCode1: no text (expected: a text, in quotes)",
                        "a:2:1: 'PropagateID' is missing")
                .noneMatch(problem -> problem.contains("ContentProducer:"));
        assertThat(problems("---\nAIGC: [1]\n---\n"))
                .containsExactly("a:2:1: AIGC: no mapping (expected: the seven fields of a label)");
    }

    @Test
    void eventsBearOneLabel() {
        AigcLabel other = AigcLabel.of(new ProviderCode(CODE), "n-2");
        assertThat(problems("data: " + json(LABEL) + "\n\ndata: " + json(other) + "\n\n"))
                .containsExactly("a:3:37: not the label of the first event (expected: the same)");
    }

    @Test
    void aSignatureIsToldFromNoneFromAnothersAndFromAnEarlierOne() throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "own", Algorithm.SM2);
        KeyFiles others = KeyFiles.make(folder, "other", Algorithm.ED25519);
        AigcLabel signed = LABEL.signed(keys.signing(Algorithm.SM2, "k"));
        assertThat(report(json(signed)).labels().get(0).signature()).isEqualTo(LabelReport.Signature.UNCHECKED);

        LabelReport good = checked(signed, others, keys);
        assertThat(good.problems()).isEmpty();
        assertThat(good.labels().get(0).signature()).isEqualTo(LabelReport.Signature.GOOD);
        assertThat(good.labels().get(0).signer()).hasValue(keys.open.toString());

        Map<String, String> propagated = new LinkedHashMap<>(signed.fields());
        propagated.put("PropagateID", "p-9");
        assertThat(checked(LABEL, keys).problems().get(0).message())
                .contains("no signature (expected: ed25519:KEY-ID:");
        assertThat(checked(signed, others).problems().get(0).message()).contains("a signature that does not hold");
        assertThat(checked(new AigcLabel(propagated), keys).problems().get(0).message())
                .contains("as its producer wrote it");
        propagated.put("ProduceID", "n-9");
        assertThat(checked(new AigcLabel(propagated), keys).problems().get(0).message())
                .contains("a signature that does not hold");
        assertThat(checked(new AigcLabel(propagated), keys).labels().get(0).signature())
                .isEqualTo(LabelReport.Signature.BAD);
    }

    private static LabelReport checked(AigcLabel label, KeyFiles... keys) {
        return LabelReport.of(
                "a",
                json(label).getBytes(StandardCharsets.UTF_8),
                Arrays.stream(keys).map(KeyFiles::verifying).toList());
    }

    /** Any bytes are examined calmly; what is said of them is short and has no line break. */
    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        LabelReport report = LabelReport.of("a", bytes, List.of());
        assertThat(report.labels().isEmpty() && report.problems().isEmpty()).isFalse();
        report.problems().forEach(problem -> assertThat(problem.line()).isNotNegative());
    }
}
