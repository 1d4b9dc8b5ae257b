package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MaskCommandTest {

    private record Result(int code, String out, String err) {}

    @TempDir
    private Path directory;

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new MaskCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    @ParameterizedTest
    @CsvSource({
        "marks, 电话[手机号]和[手机号]和[手机号]",
        "numbers, 电话[手机号1]和[手机号2]和[手机号1]",
    })
    void equalValuesAreReplacedEqually(String style, String shown) {
        Result result = run("电话13800138000和13900139000和138-0013-8000", "--style", style);
        assertThat(result.code()).isZero();
        assertThat(result.out().strip()).isEqualTo(shown);
    }

    @Test
    void aMadeUpValueStandsForEachOwn() {
        String shown = run("13800138000，13900139000，13800138000", "--style", "surrogates")
                .out()
                .strip();
        String[] made = shown.split("，", -1);
        assertThat(made).hasSize(3).allMatch(value -> value.matches("19999[0-9]{6}"));
        assertThat(made[0]).isEqualTo(made[2]).isNotEqualTo(made[1]);
    }

    @Test
    void saysWhatWasSeenAndWhy() {
        Result result = run("--explain", "身份证11010519491231002X，信箱service@szft.gov.cn");
        assertThat(result.out())
                .contains("[身份证号1]，信箱service@szft.gov.cn")
                .contains("resident-id  身份证号")
                .contains("check digit or fixed form, and a label before it; confidence 1.00")
                .contains("sensitive by GB/T 35273—2020")
                .contains("email  邮箱, public: it stays");
    }

    @Test
    void programsReadFindingsWithoutValues() {
        Result result = run("--format", "json", "车牌粤B12345");
        assertThat(result.out().strip())
                .isEqualTo("{\"text\":\"车牌[车牌号1]\",\"findings\":[{\"kind\":\"plate\",\"label\":\"车牌号\",\"start\":2,"
                        + "\"end\":9,\"evidence\":\"labelled\",\"confidence\":0.9,\"sensitivity\":\"ordinary\","
                        + "\"masked\":true}]}");
    }

    @Test
    void onlySomeKinds() {
        assertThat(run("--kinds", "mobile", "13800138000 a@example.com").out().strip())
                .isEqualTo("[手机号1] a@example.com");
        Result unknown = run("--kinds", "moble", "x");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--kinds: kind: moble (expected: one of");
    }

    @Test
    void rowsKeepTheirOtherFields() throws IOException {
        String rows = file(
                "rows.jsonl",
                "{\"id\":7,\"text\":\"13800138000\",\"spans\":[{\"start\":0,\"end\":11,\"type\":\"phone\"}],\"tags\":[1,2]}\n");
        assertThat(run("--file", rows).out().strip()).isEqualTo("{\"id\":7,\"text\":\"[手机号1]\",\"tags\":[1,2]}");
        String lines = file("lines.txt", "电话13800138000\n您好\n");
        assertThat(run("--file", lines).out()).isEqualTo("电话[手机号1]\n您好\n".replace("\n", System.lineSeparator()));
    }

    @Test
    void measuresAgainstMarkedRows() throws IOException {
        String rows = file("rows.jsonl", """
                {"text":"😀电话13800138000","spans":[{"start":3,"end":14,"type":"phone"}]}
                {"text":"电话一二三","spans":[{"start":2,"end":5,"type":"phone"}]}
                {"text":"13900139000","spans":[]}
                {"text":"公司甲","spans":[{"start":0,"end":3,"type":"company"}]}
                """);
        Result result = run("--file", rows, "--measure", "--format", "json");
        assertThat(result.out())
                .contains("\"texts\":4")
                .contains("\"mobile\":{\"marked\":2,\"found\":2,\"recall\":0.5,\"precision\":0.5,\"f1\":0.5,"
                        + "\"covering\":0.5,\"touching\":0.5")
                .doesNotContain("company");
        assertThat(run("--file", rows, "--measure", "--least", "0.5").code()).isZero();
        assertThat(run("--file", rows, "--measure", "--least", "0.6").code()).isEqualTo(1);
        assertThat(run("--file", rows, "--measure").out()).contains("mobile").contains("0.5000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"text":1,               | rows.jsonl:1:
                    {"texts":"x"}            | rows.jsonl:1: no "text"
                    []                       | rows.jsonl:1: expected an object with "text"
                    {"text":"x","spans":[{"start":0,"end":9,"type":"a"}]} | rows.jsonl:1: a span beyond the end of the text
                    {"text":"x","spans":[{"start":1,"end":0,"type":"a"}]} | rows.jsonl:1: a span that ends before it starts
                    """)
    void aFileThatCannotBeReadIsNamedWithItsLine(String row, String said) throws IOException {
        Result result = run("--file", file("rows.jsonl", row));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(said);
    }

    @Test
    void eitherATextOrAFile() {
        assertThat(run().code()).isEqualTo(2);
        assertThat(run("x", "--measure").err()).contains("--measure: expected with --file FILE");
        assertThat(run("--file", directory.resolve("none").toString()).err()).contains("no such file");
    }
}
