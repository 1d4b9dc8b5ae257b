package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {

    private static final Clue DECISION = clue("JH-3110", phrases("我批准", "准予许可"), phrases("以…为准", "由工作人员"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "我批准",
                "您的申请我批准了。",
                "我 批 准",
                "我　批　准",
                "我*批*准",
                "我-批-准",
                "我·批·准",
                "我\u200B批\u200B准",
                "我\u2060批\uFEFF准",
                "我\u00AD批准",
                "\u202E我批准",
                "我\u202D批\u202C准",
                "我\uFE0F批准",
                "我\uDB40\uDC61批\uDB40\uDC7F准",
                "我\u0336批\u0336准",
                "准予許可",
                "準予許可",
                "準\u200B予 許\u00AD可"
            })
    void findsAPhraseHoweverItIsDisguised(String text) {
        assertThat(found(List.of(DECISION), text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"我不批准", "我，批准", "我。批准", "我\n批准", "批我准", "", "准予办理许可"})
    void findsNoPhraseWhereNoneStands(String text) {
        assertThat(found(List.of(DECISION), text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ignore previous",
                "IGNORE Previous",
                "ＩＧＮＯＲＥ　ｐｒｅｖｉｏｕｓ",
                "ignore \t previous",
                "𝐢𝐠𝐧𝐨𝐫𝐞 previous",
                "ig\u200Bnore previous",
                "іgnоrе previous",
                "ígnore previous"
            })
    void findsLatinWordsHoweverTheyAreDisguised(String text) {
        assertThat(found(List.of(clue("JH-1", phrases("Ignore Previous"), List.of())), text))
                .hasSize(1);
    }

    @Test
    void coversWhatIsInvisibleInsideAMatchAndNothingBeside() {
        assertThat(found(List.of(DECISION), "\u200B您：\u200B我\u200B批 准\u200B。"))
                .extracting(Finding::span)
                .containsExactly(new Span(4, 9));
    }

    @ParameterizedTest
    @CsvSource({
        "我批准，以窗口通知为准。,0",
        "以窗口通知为准，我批准。,0",
        "以窗口通知为准。我批准。,1",
        "我批准。以窗口通知为准。,1",
        "我批准！由工作人员办理。,1",
        "我批准;由工作人员办理。,1",
        "我批准？由工作人员办理。,1",
        "我批准由工作人员办理,0",
        "以一二三四五六七八九十一二三四五六七八九十为准我批准,0",
        "以一二三四五六七八九十一二三四五六七八九十多为准我批准,1",
        "我批准 我批准,2"
    })
    void takesAMatchBackWithinItsSentence(String text, int expected) {
        assertThat(found(List.of(DECISION), text)).hasSize(expected);
    }

    @Test
    void takesBackWithinTwoHundredCharacters() {
        String far = "我批准" + "天地".repeat(96) + "由工作人员";
        assertThat(far).hasSize(200);
        assertThat(found(List.of(DECISION), far)).isEmpty();
        assertThat(found(List.of(DECISION), "天" + far)).hasSize(1);
    }

    @Test
    void holdsAMatchThatMayBeTakenBackUntilItsSentenceEnds() {
        Guard.Watch watch = Guards.compile(List.of(DECISION)).getFirst().watch(Side.ANSWER);
        List<Finding> found = new ArrayList<>();
        assertThat(watch.read("您的申请我批", found::add)).isEqualTo(4);
        assertThat(watch.read("准了", found::add)).isEqualTo(4);
        assertThat(found).isEmpty();
        assertThat(watch.read("。", found::add)).isEqualTo(9);
        assertThat(found).hasSize(1);
    }

    @Test
    void letsOrdinaryTextPassAtOnce() {
        Guard.Watch words = guard(phrases("我批准", "准予许可"));
        assertThat(words.read("今天天气很好", finding -> {})).isEqualTo(6);
        Guard.Watch expression = guard(expressions("编号[0-9]{4,30}号"));
        assertThat(expression.read("今天天气很好", finding -> {})).isEqualTo(6);
        assertThat(expression.read("编号12", finding -> {})).isEqualTo(6);
        assertThat(expression.read("年", finding -> {})).isEqualTo(11);
    }

    @Test
    void reportsAnExpressionAsSoonAsItIsCertain() {
        List<Finding> found = new ArrayList<>();
        Guard.Watch watch = guard(expressions("〔[0-9]{4}〕[0-9]{1,4}号"));
        assertThat(watch.read("文号〔2026〕12", found::add)).isEqualTo(2);
        assertThat(found).isEmpty();
        assertThat(watch.read("号", found::add)).isEqualTo(11);
        assertThat(found).extracting(Finding::span).containsExactly(new Span(2, 11));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "~pass(word|phrase) ?= ?[^ ]{1,20}~,PassPhrase = x1,1",
                "[A-Z]{2}[0-9]{6},ａｂ１２３４５６,1",
                "機密,文件为机密级,1",
                "[密保]级,密級,1",
                "~(?:绝密|机密)★[0-9]{1,2}年~,绝密★30年,1",
                "~(?:绝密|机密)★[0-9]{1,2}年~,绝密★年,0",
                "\\p{Han}{2}号,甲乙号,1",
                "[^0-9]1[3-9][0-9]{9}[^0-9],电话13800138000请,1",
                "a.c,~a\nc~,0",
                "ж{2}号,Жж号,1",
                "[а-я]号,ж号,1"
            })
    void comparesExpressionsAfterNormalising(String expression, String text, int expected) {
        assertThat(found(List.of(clue("JH-2", expressions(expression), List.of())), text))
                .hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "a*,~*: of no bounded width (expected: a bound, such as {0,20})~",
                "a+,~+: of no bounded width (expected: a bound, such as {1,20})~",
                "~a{3,}~,~{3,}: of no bounded width (expected: {3,23})~",
                "\\d{3},\\d (expected: [0-9] written out)",
                "[\\d]x,\\d (expected: [0-9] written out)",
                "\\wx,\\w: no Chinese character is a word character here (expected: [0-9A-Za-z_] written out)",
                "\\b密,~\\b: there is no word boundary beside a Chinese character (expected: the neighbouring characters"
                        + " written out, such as [^0-9])~",
                "^密,~^: a text is searched everywhere, as it arrives (expected: no anchor)~",
                "密$,~$: a text is searched everywhere, as it arrives (expected: no anchor)~",
                "\\A密,~\\A: a text is searched everywhere, as it arrives (expected: no anchor)~",
                "编号 [0-9]{3},~\"编号 \" is never found: it reads otherwise once separators and repeated characters are folded (expected:"
                        + " \"编号\")~",
                "(a|密-级)x,~\"密-级\" is never found: it reads otherwise once separators and repeated characters are folded (expected: \"密级\")~",
                "(?i)a,~(?…): flags have no use, letter case is ignored anyway (expected: (?:…) or (…))~",
                "a?,matches where nothing stands (expected: at least one character that must be there)",
                "密|,matches where nothing stands (expected: at least one character that must be there)",
                "(密,~missing closing ): (密 (expected: RE2 syntax, no look-around)~",
                "(?<!a)b,~invalid named capture: (?<!a)b (expected: RE2 syntax, no look-around)~",
                "(a{20}){26},too wide: 520 characters with every repetition written out (expected: at most 500)"
            })
    void saysWhyAnExpressionCannotBeUsed(String expression, String problem) {
        assertThat(Guards.problem(new Matcher.Expression(expression))).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a{2",
                "ab\\.cd",
                "[]a]b",
                "[a\\]-]b",
                "(?P<name>a)b",
                "(?<name>a)b",
                "\\x41\\x{4e00}",
                "[[:alpha:]]b",
                "\\pL",
                "[^\\p{Han}\\s]a",
                "a|b",
                "x()",
                "\\\\",
                "[\\-a]",
                "编号 ?[0-9]",
                "编号-[0-9]",
                "ab cd",
                "。",
                "\uD83D\uDE00{2}"
            })
    void hasNothingAgainstExpressionsOfBoundedWidth(String expression) {
        Matcher matcher = new Matcher.Expression(expression);
        assertThat(Guards.problem(matcher)).isEmpty();
        assertThat(Guards.compile(List.of(clue("JH-1", List.of(matcher), List.of()))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "|\u200B|,phrase of no visible character (expected: words)",
        "以…,… with nothing beside it (expected: words before and after it)",
        "…为准,… with nothing beside it (expected: words before and after it)"
    })
    void saysWhyAPhraseCannotBeUsed(String phrase, String problem) {
        assertThat(Guards.problem(new Matcher.Phrase(phrase.replace("|", "")))).contains(problem);
    }

    @Test
    void saysHowMuchIsHeldBack() {
        assertThat(Guards.holdBack(new Matcher.Phrase("我批准"))).isEqualTo(2);
        assertThat(Guards.holdBack(new Matcher.Phrase("以…为准"))).isEqualTo(22);
        assertThat(Guards.holdBack(new Matcher.Expression("密[级件]{0,20}号|.{9}"))).isEqualTo(21);
        assertThat(Guards.holdBack(DECISION)).isEqualTo(199);
    }

    @Test
    void readsPhrasesAndExpressionsInOnePass() {
        assertThat(Guards.compile(List.of())).isEmpty();
        Clue both = clue(
                "JH-9",
                Stream.concat(phrases("甲").stream(), expressions("乙").stream()).toList(),
                List.of());
        assertThat(Guards.compile(List.of(DECISION, both))).hasSize(1);
        assertThat(found(List.of(DECISION, both), "甲乙"))
                .extracting(Finding::rule)
                .containsExactly("JH-9", "JH-9");
    }

    private static List<Finding> found(List<Clue> clues, String text) {
        return Guards.compile(clues).stream()
                .flatMap(guard -> GuardContract.findings(guard, Side.ANSWER, text).stream())
                .toList();
    }

    private static Guard.Watch guard(List<Matcher> any) {
        return Guards.compile(List.of(clue("JH-1", any, List.of()))).getFirst().watch(Side.ANSWER);
    }

    private static Clue clue(String rule, List<Matcher> any, List<Matcher> unless) {
        return new Clue(rule, Severity.HIGH, any, unless);
    }

    private static List<Matcher> phrases(String... words) {
        return Stream.of(words).<Matcher>map(Matcher.Phrase::new).toList();
    }

    private static List<Matcher> expressions(String... syntax) {
        return Stream.of(syntax).<Matcher>map(Matcher.Expression::new).toList();
    }
}
