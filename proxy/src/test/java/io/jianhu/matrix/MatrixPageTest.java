package io.jianhu.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Folder;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page stands alone, shows everything, and takes no text for markup. */
class MatrixPageTest {
    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror='a'>\\\"&{script}{style}$1";

    private static final Folder FOLDER = Sheets.folder(
            Sheets.measures(
                    Sheets.clause("第1条", "rules: [JH-1001]\ncontrols: [audit]\ntests: [SomeTest#someMethod]"),
                    Sheets.clause("第2条", "rules: [JH-1002]"),
                    Sheets.clause("第3条", "controls: [audit]\nleaves: {zh: 余下的, en: The rest}"),
                    Sheets.clause("第4条", "notClaimed: {zh: 由别人办, en: Others do it}")),
            "{ref: 试验法}",
            "{ref: 试验法 第1条}");

    @Test
    void itHasASectionForEachInstrumentAndARowForEachClause() {
        String page = MatrixPage.write(Sheets.matrix(FOLDER), "r-0123456789ab");
        assertThat(page).startsWith("<!doctype html>\n<html lang=\"zh-CN\">");
        assertThat(all(page, "<section data-instrument=\"([^\"]*)\"")).containsExactly("试验法");
        assertThat(all(page, "<tr class=\"[a-z-]+\" data-status=\"([a-z-]+)\""))
                .containsExactly("covered", "hole", "partly", "not-claimed");
        assertThat(all(page, "data-ref=\"([^\"]*)\"")).containsExactly("第1条", "第2条", "第3条", "第4条");
        assertThat(all(page, "<code>(JH-[0-9]+)</code>")).containsExactly("JH-1001", "JH-1002", "JH-1002", "JH-1001");
        assertThat(all(page, "<b>([0-9]+)</b>")).containsExactly("4", "1", "1", "1", "1", "1");
        assertThat(page)
                .contains(
                        "r-0123456789ab",
                        "JH-1002 只记不拦",
                        "JH-1002 is in shadow",
                        "余下的",
                        "The rest",
                        "由别人办",
                        "Others do it",
                        "SomeTest#someMethod",
                        "LedgerTest",
                        "enforce · 测试2");
    }

    @Test
    void everythingShowsWithoutTheScript() {
        String page = MatrixPage.write(Sheets.matrix(FOLDER), "r");
        String body = page.substring(page.indexOf("<main>"), page.indexOf("</main>"));
        assertThat(body).doesNotContain("hidden").contains("<details open>", "<details class=\"whole\" open>");
        assertThat(page).contains("<form id=\"filters\" hidden>");
    }

    @Test
    void itNeedsNothingElseAndRunsOnlyItsOwnScript() {
        String page = MatrixPage.write(Sheets.matrix(FOLDER), "r");
        assertThat(page).doesNotContain("http:", "https:", " src=", "@import", "url(");
        assertThat(all(page, "Content-Security-Policy\" content=\"([^\"]*)\""))
                .containsExactly("default-src 'none'; style-src " + Html.hash(between(page, "<style>", "</style>"))
                        + "; script-src " + Html.hash(between(page, "<script>", "</script>")));
    }

    @Test
    void noTextBecomesMarkupOrTemplate() {
        String plain = MatrixPage.write(Sheets.matrix(FOLDER), "r");
        String quoted = "'" + HOSTILE.replace("'", "''") + "'";
        String measures = FOLDER.text("measures.yaml")
                .replace("试验法", quoted)
                .replace("{zh: 题目, en: Title}", "{zh: " + quoted + ", en: " + quoted + "}")
                .replace("{zh: 要求, en: Request}", "{zh: " + quoted + ", en: " + quoted + "}")
                .replace("第2条", quoted)
                .replace("余下的", quoted)
                .replace("Others do it", quoted);
        String rules = FOLDER.text("rules/a.yaml")
                .replace("zh: 拦的, en: Enforced", "zh: " + quoted + ", en: " + quoted)
                .replace("试验法 第1条", "《试》第1条")
                .replace("试验法", "《试》");
        Folder hostile = io.jianhu.policy.Folders.of("measures.yaml", measures, "rules/a.yaml", rules);
        String page = MatrixPage.write(Sheets.matrix(hostile), HOSTILE);
        assertThat(all(page, "(&lt;img src=x onerror=&#39;a&#39;&gt;)")).hasSizeGreaterThan(15);
        assertThat(page).doesNotContain("<img", "alert(1)</script>", "onerror='");
        assertThat(tags(page)).isEqualTo(tags(plain));
        assertThat(page).contains("&amp;{script}{style}$1");
    }

    private static List<String> tags(String page) {
        return all(page, "<(/?[a-z0-9]+)[ >]");
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String between(String page, String open, String close) {
        return page.substring(page.indexOf(open) + open.length(), page.indexOf(close));
    }
}
