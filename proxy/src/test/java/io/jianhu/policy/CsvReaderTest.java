package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CsvReaderTest {

    @Test
    void cellsEndAtSeparatorsAndLines() throws BadTable {
        assertThat(read("a,b\r\nc,d")).containsExactly(List.of("a", "b"), List.of("c", "d"));
        assertThat(read("a\nb\n")).containsExactly(List.of("a"), List.of("b"));
        assertThat(read("a\rb\r")).containsExactly(List.of("a"), List.of("b"));
        assertThat(read("a,,c")).containsExactly(List.of("a", "", "c"));
        assertThat(read("a,\n,b")).containsExactly(List.of("a", ""), List.of("", "b"));
    }

    @Test
    void quotesHoldSeparatorsLinesAndQuotes() throws BadTable {
        assertThat(read("\"a,b\",\"c\"\"d\"\n\"e\nf\",g"))
                .containsExactly(List.of("a,b", "c\"d"), List.of("e\nf", "g"));
        assertThat(read("a\"b,c")).containsExactly(List.of("a\"b", "c"));
        assertThat(read("\"\",x")).containsExactly(List.of("", "x"));
    }

    @Test
    void theFirstLineTellsTheSeparator() throws BadTable {
        assertThat(read("a;b;c,d\n1;2;3")).first().isEqualTo(List.of("a", "b", "c,d"));
        assertThat(read("a\tb,c\td")).containsExactly(List.of("a", "b,c", "d"));
        assertThat(read("\"a;b;c\",d")).containsExactly(List.of("a;b;c", "d"));
        assertThat(read("a\nb;c;d")).containsExactly(List.of("a"), List.of("b;c;d"));
    }

    @Test
    void rowsKnowTheirLines() throws BadTable {
        assertThat(CsvReader.read("\"a\nb\"\n\n  ,\nc").rows())
                .extracting(Table.Row::number)
                .containsExactly(1, 5);
    }

    @Test
    void aQuoteMustBeClosed() {
        assertThatThrownBy(() -> read("a\n\"b\nc"))
                .isInstanceOf(BadTable.class)
                .hasMessage("line 2: a quote that is not closed");
    }

    @Test
    void moreColumnsThanAnyoneWritesAreRefused() {
        assertThatThrownBy(() -> read(",".repeat(Table.MOST_COLUMNS))).isInstanceOf(BadTable.class);
        assertThatThrownBy(() -> read((",".repeat(1000) + "\n").repeat(5000)))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining("cells");
    }

    @Test
    void textsAreUtf8OrGb18030() throws BadTable {
        assertThat(TextBytes.decode("词".getBytes(StandardCharsets.UTF_8))).isEqualTo("词");
        assertThat(TextBytes.decode("\uFEFF词".getBytes(StandardCharsets.UTF_8))).isEqualTo("词");
        assertThat(TextBytes.decode("敏感词，㐂𠮷".getBytes(Charset.forName("GB18030"))))
                .isEqualTo("敏感词，㐂𠮷");
        assertThatThrownBy(() -> TextBytes.decode(new byte[] {(byte) 0xFF, (byte) 0xFF}))
                .isInstanceOf(BadTable.class)
                .hasMessage("neither UTF-8 nor GB 18030");
    }

    @Property
    void whatIsQuotedIsReadBack(@ForAll("rows") List<List<String>> rows) throws BadTable {
        String text = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n"));
        assertThat(read(text)).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> cell =
                Arbitraries.strings().withChars("a词,;\t\"\r\n ").ofMaxLength(8).map(text -> "x" + text);
        return cell.list().ofMinSize(2).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(5);
    }

    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        try {
            String text = TextBytes.decode(bytes);
            int characters = CsvReader.read(text).rows().stream()
                    .flatMap(row -> row.cells().stream())
                    .mapToInt(String::length)
                    .sum();
            assertThat(characters).isLessThanOrEqualTo(text.length());
        } catch (BadTable refused) {
            assertThat(refused.getMessage()).hasSizeLessThan(100);
        }
    }

    private static List<List<String>> read(String text) throws BadTable {
        return CsvReader.read(text).rows().stream().map(Table.Row::cells).toList();
    }
}
