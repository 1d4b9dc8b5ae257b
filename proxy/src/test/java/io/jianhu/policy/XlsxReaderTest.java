package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class XlsxReaderTest {

    @Test
    void sharedStringsAreLookedUp() throws BadTable {
        Workbook book = new Workbook().sheet("词", List.of(List.of("词", "分类"), List.of("甲<&乙", "", "丙")));
        assertThat(read(book)).containsExactly(List.of("词", "分类"), List.of("甲<&乙", "", "丙"));
    }

    @Test
    void everyKindOfCellIsRead() throws BadTable {
        Workbook book = new Workbook()
                .raw("s", """
                        <row><c t="inlineStr"><is><t>内</t></is></c><c t="str"><f>A1</f><v>算</v></c>\
                        <c><v>13800000000</v></c><c><v>1.38E10</v></c><c><v>2.5</v></c><c t="b"><v>1</v></c>\
                        <c t="e"><v>#N/A</v></c></row>\
                        <row r="4"><c r="AB4" t="s"><v>0</v></c></row>\
                        """)
                .part(
                        "xl/sharedStrings.xml",
                        "<sst><si><r><t>两</t></r><r><t>段_x000D_</t></r><rPh><t>音</t></rPh></si></sst>");
        Table table = XlsxReader.read(book.bytes(), Optional.empty());
        assertThat(table.rows().getFirst().cells())
                .containsExactly("内", "算", "13800000000", "13800000000", "2.5", "TRUE", "#N/A");
        assertThat(table.rows().getLast().number()).isEqualTo(4);
        assertThat(table.rows().getLast().cell(27)).isEqualTo("两段");
        assertThat(table.rows().getLast().cells().get(27)).isEqualTo("两段\r");
    }

    @Test
    void theFirstSheetOrTheOneNamedIsRead() throws BadTable {
        byte[] book = new Workbook()
                .sheet("一", List.of(List.of("甲")))
                .sheet("二", List.of(List.of("乙")))
                .bytes();
        assertThat(XlsxReader.read(book, Optional.empty()).rows().getFirst().cell(0))
                .isEqualTo("甲");
        assertThat(XlsxReader.read(book, Optional.of("二")).rows().getFirst().cell(0))
                .isEqualTo("乙");
        assertThatThrownBy(() -> XlsxReader.read(book, Optional.of("三")))
                .isInstanceOf(BadTable.class)
                .hasMessage("no sheet '三' (expected: 一, 二)");
    }

    @Test
    void entitiesAndDocumentTypesAreRefused() {
        String bomb = "<!DOCTYPE sst [<!ENTITY a \"" + "x".repeat(100) + "\">]><sst><si><t>&a;</t></si></sst>";
        refused(new Workbook().sheet("s", List.of(List.of("甲"))).part("xl/sharedStrings.xml", bomb), "document type");
        String outside = "<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst/>";
        refused(
                new Workbook().sheet("s", List.of(List.of("甲"))).part("xl/sharedStrings.xml", outside),
                "document type");
    }

    @Test
    void bombsAreRefused() {
        refused(new Workbook().raw("s", "<row>" + " ".repeat(64 << 20) + "</row>"), "unpacks to more than");
        Workbook many = new Workbook().sheet("s", List.of(List.of("甲")));
        for (int i = 0; i < 5000; i++) {
            many.part("xl/" + i + ".xml", "");
        }
        refused(many, "more than 4096 files");
        refused(new Workbook().raw("s", "<row><c r=\"XFD1\"><v>1</v></c></row>"), "more than 1024 columns");
    }

    @Test
    void whatIsNoWorkbookIsRefused() {
        assertThatThrownBy(() -> XlsxReader.read(new byte[] {1, 2, 3}, Optional.empty()))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining("xl/workbook.xml is missing");
        refused(new Workbook(), "no sheet");
        refused(new Workbook().raw("s", "<row><c t=\"s\"><v>7</v></c></row>"), "no shared string");
        refused(new Workbook().raw("s", "<row r=\"0\"/>"), "a row without a number");
        refused(new Workbook().raw("s", "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"), "out of order");
        refused(new Workbook().raw("s", "<row>"), "not well-formed XML");
    }

    @Property
    void anyTagsAreReadOrRefused(@ForAll("tags") List<String> sheet, @ForAll("tags") List<String> strings) {
        calm(new Workbook()
                .raw("s", String.join("", sheet))
                .part("xl/sharedStrings.xml", "<sst>" + String.join("", strings) + "</sst>")
                .bytes());
    }

    @Provide
    Arbitrary<List<String>> tags() {
        return Arbitraries.of(
                        "<row>",
                        "<row r='7'>",
                        "<row r='x'>",
                        "</row>",
                        "<c>",
                        "<c t='s'>",
                        "<c t='inlineStr'>",
                        "<c r='C'>",
                        "<c r=''>",
                        "</c>",
                        "<v>",
                        "</v>",
                        "<v>0</v>",
                        "<v>-1</v>",
                        "<v>1e999</v>",
                        "<is>",
                        "</is>",
                        "<t>",
                        "</t>",
                        "<t>甲_x0041_</t>",
                        "<si>",
                        "</si>",
                        "<rPh>",
                        "</rPh>",
                        "&amp;",
                        "&a;")
                .list()
                .ofMaxSize(12);
    }

    @FuzzTest(maxDuration = "10s")
    void anyArchive(byte[] bytes) {
        calm(bytes);
    }

    @FuzzTest(maxDuration = "10s")
    void anySheet(@NotNull String rows) {
        calm(new Workbook()
                .raw("s", rows)
                .part("xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>")
                .bytes());
    }

    @FuzzTest(maxDuration = "10s")
    void anyPart(@NotNull String strings) {
        calm(new Workbook()
                .sheet("s", List.of(List.of("甲")))
                .part("xl/sharedStrings.xml", strings)
                .bytes());
    }

    private static void calm(byte[] bytes) {
        try {
            assertThat(XlsxReader.read(bytes, Optional.empty()).rows())
                    .allSatisfy(row -> assertThat(row.cells()).hasSizeLessThanOrEqualTo(Table.MOST_COLUMNS));
        } catch (BadTable refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    private static void refused(Workbook book, String why) {
        assertThatThrownBy(() -> XlsxReader.read(book.bytes(), Optional.empty()))
                .isInstanceOf(BadTable.class)
                .hasMessageContaining(why);
    }

    private static List<List<String>> read(Workbook book) throws BadTable {
        return XlsxReader.read(book.bytes(), Optional.empty()).rows().stream()
                .map(Table.Row::cells)
                .toList();
    }
}
