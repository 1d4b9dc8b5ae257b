package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.policy.Workbook;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PolicyImportCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aSpreadsheetBecomesAListThatLintTakes() throws IOException {
        Files.write(
                directory.resolve("words.xlsx"),
                new Workbook()
                        .sheet(
                                "词库",
                                List.of(
                                        List.of("序号", "敏感词", "分类"),
                                        List.of("1", "甲类坏话", "粗口"),
                                        List.of("2", "甲 类 坏 话", "粗口"),
                                        List.of("3", "ＡＢＣ词", "广告")))
                        .bytes());
        assertThat(run("words.xlsx")).isZero();
        assertThat(list()).isEqualTo("甲类坏话\t粗口\nＡＢＣ词\t广告\n");
        assertThat(out.toString())
                .contains("row 1 of ", "3 words read, 2 added to ", "0 set aside, 1 duplicate, 0 in the list before");
        assertThat(aside()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "甲, one-character",
        "12345, digits",
        "１２３４５, digits",
        "ab, short",
        "#话题词, comment",
        "前面…后面, gap",
        "'\u200B\u200D', nothing"
    })
    void aWordThatWouldDoHarmIsSetAside(String word, String reason) throws IOException {
        Files.writeString(directory.resolve("words.csv"), "word\n好词一个\n\"" + word + "\"\n");
        assertThat(run("words.csv")).isEqualTo(1);
        assertThat(list()).isEqualTo("好词一个\n");
        assertThat(Files.readString(aside())).isEqualTo("word\treason\tdetail\n" + word + "\t" + reason + "\trow 3\n");
        assertThat(out.toString()).contains("set aside: 1 " + reason);
    }

    @Test
    void longWordsAndLineBreaksAreSetAside() throws IOException {
        Files.writeString(
                directory.resolve("words.csv"), "词\n" + "长短".repeat(251) + "\n\"上行\n下行\"\n" + "长短".repeat(250));
        assertThat(run("words.csv")).isEqualTo(1);
        assertThat(list()).isEqualTo("长短".repeat(250) + "\n");
        assertThat(Files.readString(aside())).contains("\tlong\trow 2\n", "上行\\n下行\tline-break\trow 3\n");
    }

    @Test
    void wordsThatReadAlikeWithAnotherCategoryAreAConflict() throws IOException {
        Files.writeString(directory.resolve("words.csv"), "词,分类\n坏话一句,粗口\n壞話一句,广告\n坏·话·一句,\n");
        assertThat(run("words.csv")).isEqualTo(1);
        assertThat(list()).isEqualTo("坏话一句\t粗口\n");
        assertThat(Files.readString(aside()))
                .contains("壞話一句\tconflict\trow 3, category 广告: '坏话一句', which reads alike, has category 粗口 in row 2\n");
        assertThat(out.toString()).contains("1 set aside, 1 duplicate");
    }

    @Test
    void wordsInBenignTextsAreSetAside() throws IOException {
        Files.writeString(directory.resolve("words.txt"), "# 词库\n居住证\n坏话一句\n办理居住\n");
        Files.writeString(directory.resolve("letters.txt"), "怎么办理居住證？居住证在哪领\n\n别的事\n");
        Files.writeString(directory.resolve("more.jsonl"), "{\"label\":[1],\"text\":\"居 住 证丢了\"}\n{\"text\":\"好\"}\n");
        String benign = directory.resolve("letters.txt").toString();
        assertThat(run(
                        "words.txt",
                        "--benign",
                        benign,
                        directory.resolve("more.jsonl").toString()))
                .isEqualTo(1);
        assertThat(list()).isEqualTo("坏话一句\n");
        assertThat(Files.readString(aside()))
                .contains("居住证\tbenign\trow 2: in 2 of 4 benign texts, first at " + benign + ":1\n")
                .contains("办理居住\tbenign\trow 4: in 1 of 4 benign texts");
        assertThat(out.toString()).contains("4 benign texts looked at", "0 rows without a word, 1 comment");
        assertThat(run("words.txt", "--force", "--benign-share", "0.25", "--benign", benign, more()))
                .isEqualTo(1);
        assertThat(list()).isEqualTo("坏话一句\n办理居住\n");
    }

    @Test
    void benignTextsMustBeUnderstood() throws IOException {
        Files.writeString(directory.resolve("words.txt"), "坏话一句\n");
        Files.writeString(directory.resolve("more.jsonl"), "{\"text\":\"好\"}\n{\"words\":\"好\"}\n");
        assertThat(run("words.txt", "--benign", more())).isEqualTo(2);
        assertThat(err.toString()).contains("more.jsonl:2: no text (expected: an object with a text)");
        assertThat(directory.resolve("lists")).doesNotExist();
    }

    @Test
    void aListThatIsThereIsOnlyMergedOrReplacedWhenSaid() throws IOException {
        Files.createDirectories(directory.resolve("lists"));
        Files.writeString(directory.resolve("lists/words.txt"), "# 旧的\n旧话一句\t粗口\n\n同一句话");
        Files.writeString(directory.resolve("words.txt"), "新话一句\n同一句話\n旧話一句\t广告\n");
        assertThat(run("words.txt")).isEqualTo(2);
        assertThat(err.toString()).contains("is there (expected: --merge to add to it, or --force to replace it)");
        assertThat(list()).startsWith("# 旧的");
        assertThat(aside()).doesNotExist();

        assertThat(run("words.txt", "--merge")).isEqualTo(1);
        assertThat(list()).isEqualTo("# 旧的\n旧话一句\t粗口\n\n同一句话\n新话一句\n");
        assertThat(out.toString()).contains("3 words read, 1 added", "1 in the list before");
        assertThat(Files.readString(aside())).contains("旧話一句\tconflict\t");

        Files.writeString(directory.resolve("more.txt"), "短\n");
        assertThat(run("more.txt", "--merge")).isEqualTo(1);
        assertThat(err.toString()).contains("is as it was: no word to add");
        assertThat(Files.readString(aside())).contains("旧話一句\tconflict\t", "短\tone-character\trow 1\n");

        assertThat(run("words.txt", "--force")).isZero();
        assertThat(list()).isEqualTo("新话一句\n同一句話\n旧話一句\t广告\n");
        assertThat(Files.readString(aside())).isEqualTo("word\treason\tdetail\n");
        assertThat(run("words.txt", "--force", "--merge")).isEqualTo(2);
    }

    @Test
    void wordsWithinOthersAreReportedAndKept() throws IOException {
        Files.writeString(directory.resolve("words.txt"), "坏话一句\n一句坏话一句\n别的句子\n");
        assertThat(run("words.txt", "--show")).isZero();
        assertThat(list().lines()).hasSize(3);
        assertThat(out.toString())
                .contains("1 word of the list with another of its words within", "redundant: 一句坏话一句\t坏话一句");
    }

    @Test
    void columnsAreFoundByNameAndNumber() throws IOException {
        Files.write(directory.resolve("words.csv"), "编号;坏的说法;备注\n1;坏话一句;粗口\n".getBytes(Charset.forName("GB18030")));
        assertThat(run("words.csv", "--column", "坏的说法", "--category-column", "3"))
                .isZero();
        assertThat(list()).isEqualTo("坏话一句\t粗口\n");
        assertThat(run("words.csv", "--force", "--column", "2")).isZero();
        assertThat(list()).isEqualTo("坏的说法\n坏话一句\n");
        assertThat(run("words.csv", "--force", "--column", "坏的说发")).isEqualTo(2);
        assertThat(err.toString()).contains("no column '坏的说发' in the first row (did you mean '坏的说法'?)");
        assertThat(run("words.csv", "--force", "--column", "9")).isEqualTo(2);
        assertThat(err.toString()).contains("column 9 (expected: 1-3)");
    }

    @Test
    void jsonHoldsEverything() throws IOException {
        Files.writeString(directory.resolve("words.txt"), "坏话一句\n短\n");
        assertThat(run("words.txt", "--format", "json", "--show")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("{")
                .contains(
                        "\"read\" : 2", "\"added\" : 1", "\"reason\" : \"one-character\"", "\"redundantWords\" : [ ]");
    }

    @Test
    void manyWordsAreImportedAtOnce() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("词", "分类"));
        for (int i = 0; i < 65_000; i++) {
            rows.add(List.of(word(i), "类" + i % 9));
        }
        Files.write(
                directory.resolve("words.xlsx"), new Workbook().sheet("s", rows).bytes());
        assertThat(run("words.xlsx")).isZero();
        assertThat(list().lines()).hasSize(65_000);
    }

    @Test
    void wrongUsageIsExplained() throws IOException {
        assertThat(run("nowhere.csv")).isEqualTo(2);
        assertThat(err.toString()).contains("no such file: ");
        Files.writeString(directory.resolve("words.doc"), "x");
        assertThat(run("words.doc")).isEqualTo(2);
        assertThat(err.toString()).contains("an unknown kind of file (expected: .xlsx, .csv or .txt)");
        Files.writeString(directory.resolve("empty.csv"), "");
        assertThat(run("empty.csv")).isEqualTo(1);
        assertThat(directory.resolve("lists")).doesNotExist();
        assertThat(run("empty.csv", "--benign-share", "7")).isEqualTo(2);
        assertThat(run("empty.csv", "--sheet", "s")).isEqualTo(2);
        assertThat(execute("import", "--help")).isZero();
        assertThat(out.toString()).contains("Examples:", "Exit codes:", "--merge");
    }

    private static String word(int number) {
        return "词" + number + "尾";
    }

    private String more() {
        return directory.resolve("more.jsonl").toString();
    }

    private String list() throws IOException {
        return Files.readString(directory.resolve("lists/words.txt"));
    }

    private Path aside() {
        return directory.resolve("lists/words.set-aside.tsv");
    }

    private int run(String file, String... more) {
        String list = directory.resolve("lists/words.txt").toString();
        return execute(
                Stream.concat(Stream.of("import", directory.resolve(file).toString(), "--out", list), Stream.of(more))
                        .toArray(String[]::new));
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new PolicyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
