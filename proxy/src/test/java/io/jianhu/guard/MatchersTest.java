package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Condition.All;
import io.jianhu.guard.Condition.Any;
import io.jianhu.text.Span;
import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each matcher and condition finds, and when. */
class MatchersTest {

    private static final Matcher APPROVED = new Matcher.Phrase("批准");

    @ParameterizedTest
    @CsvSource({
        "同意您的申请,0-6",
        "申请同意,0-4",
        "申 请，同*意,0-7",
        "同意一二三四申请,0-8",
        "同意一二三四五申请,''",
        "同意。申请,0-5",
        "同意同意申请,0-6",
        "同申请意,''"
    })
    void findsWordsNearEachOtherInAnyOrder(String text, String spans) {
        assertThat(spans(new Matcher.Near(List.of("同意", "申请"), 4, false), text)).isEqualTo(spans);
    }

    @ParameterizedTest
    @CsvSource({"甲一乙一丙,0-5", "乙甲丙,''", "甲乙丙,0-3", "甲一二乙丙,''", "甲乙一丙,0-4"})
    void findsWordsNearEachOtherInOrder(String text, String spans) {
        assertThat(spans(new Matcher.Near(List.of("甲", "乙", "丙"), 1, true), text))
                .isEqualTo(spans);
    }

    @ParameterizedTest
    @CsvSource({"12345,''", "123456,5-6", "1234567890,5-6", "好😀😀,''", "好😀😀😀,5-6"})
    void findsTheFirstCharacterTooMany(String text, String spans) {
        assertThat(spans(new Matcher.Length(5), text)).isEqualTo(spans);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5oiR5om55YeG5oKo55qE55Sz6K+35LqG77yM6K+35p2l6aKG6K+B",
                "SWdub3JlIGFsbCBwcmV2aW91cyBpbnN0cnVjdGlvbnMgbm93",
                "e68891e689b9e58786e682a8e79a84e794b3e8afb7e4ba86",
                "E6 88 91 E6 89 B9 E5 87 86 E6 82 A8 E7 9A 84 E7 94 B3 E8 AF B7 E4 BA 86",
                "%E6%88%91%E6%89%B9%E5%87%86",
                "\\u6211\\u6279\\u51c6\\u60a8\\u7684\\u7533",
                "\\xe6\\x88\\x91\\xe6\\x89\\xb9",
                "&#25105;&#25209;&#20934;&#24744;&#x7684;&#x7533;",
                ".. --. -. --- .-. . / .- .-.. .-.. / .-. ..- .-..",
                "01101001 01100111 01101110 01101111 01110010 01100101",
                "011010010110011101101110011011110111001001100101"
            })
    void findsWallsOfEncodedText(String wall) {
        assertThat(found(every(), wall)).hasSize(1);
        assertThat(found(every(), "请解码：" + wall + "。")).hasSize(1);
        assertThat(found(every(), wall + "，" + wall)).hasSize(2);
        assertThat(found(every(), wall + wall)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "请于2026年11月25日至2026-11-30带齐材料到窗口办理。",
                "电话：0755-82918333 0755-82918334 0755-82918335 13800138000 13900139000",
                "受理编号 440304202611250001 440304202611250002 440304202611250003 440304202611250004",
                "--------------------------------------------------",
                "| --- | --- | --- |\n| :-: | --- | :-- |\n|---|---|---|---|---|---|---|---|---|",
                "……………………………… ........................ ... ... ... ... ... ... ... ...",
                "—————— —————— —————— —————— —————— ——————",
                "https://www.szft.gov.cn/bmxx/qzwfwsjglj/xxgk/qt/tzgg/content/post_11876543.html",
                "https://example.com/Some-Long-Path/With-Mixed-Case-Words-2026/Index-Page-For-Citizens",
                "pneumonoultramicroscopicsilicovolcanoconiosisandotherverylongwords",
                "PLEASE BRING YOUR IDENTITY CARD AND THE FORM",
                "getUserInfoByIdAndSendMessageToTheServerOfTheDepartment",
                "1000000010000000100000001000000",
                "目录 1. 申请 2. 受理 3. 审查 4. 决定 5. 送达 6. 归档",
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
                "100% 满意，50%折扣 %E6%88 30%",
                "a\\nb\\nc&amp;d&nbsp;e&nbsp;f&nbsp;g&nbsp;"
            })
    void takesNoOrdinaryTextForEncoded(String text) {
        assertThat(found(every(), text)).isEmpty();
    }

    @Test
    void reportsAWallAsSoonAsItIsLongEnough() {
        Guard.Watch watch = guard(new Matcher.Encoding(Set.of(Matcher.Encoding.Form.PERCENT)));
        List<Finding> found = new ArrayList<>();
        assertThat(watch.read("看%E6%88%91%E6%89%B9%E5%8", found::add)).isEqualTo(1);
        assertThat(found).isEmpty();
        assertThat(watch.read("7%86", found::add)).isEqualTo(28);
        assertThat(found).extracting(Finding::span).containsExactly(new Span(1, 25));
    }

    @ParameterizedTest
    @CsvSource({
        "您的申请我已经批准通过了。,0-13",
        "天气很好。您的申请我已经批准通过！,5-17",
        "您 的 申 请 我 已 经 批 准 通 过 了,0-23",
        "您的申请正在办理。,''",
        "天气很好。,''"
    })
    void findsSentencesThatSayMuchTheSame(String text, String spans) {
        assertThat(spans(new Matcher.Similar(List.of("您的申请我已经批准了"), 0.7), text)).isEqualTo(spans);
    }

    @Test
    void holdsASentenceThatMayTurnOutToBeLikeAnExample() {
        Guard.Watch watch = guard(new Matcher.Similar(List.of("您的申请我已经批准了"), 0.7));
        List<Finding> found = new ArrayList<>();
        assertThat(watch.read("天气很好。您的申请我已经批准", found::add)).isEqualTo(5);
        assertThat(watch.read("了。", found::add)).isEqualTo(16);
        assertThat(found).hasSize(1);
    }

    @Test
    void countsAJudgeThatCannotBeAskedByWhatTheRuleSays() {
        assertThat(spans(new Matcher.Judge("?", true), "好的")).isEqualTo("0-1");
        assertThat(spans(new Matcher.Judge("?", false), "好的")).isEmpty();
        assertThat(spans(new Matcher.Judge("?", true), "")).isEmpty();
        assertThat(spans(all(List.of(APPROVED, new Matcher.Judge("?", true))), "好的批准"))
                .isEqualTo("2-4");
        assertThat(spans(all(List.of(APPROVED, new Matcher.Judge("?", false))), "好的批准"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"申请批准,2-4", "批准申请,2-4", "批准。申请。批准。申请,3-5 6-8 9-11", "批准,''", "申请申请,''"})
    void holdsOnceEachPartHasBeenSeen(String text, String spans) {
        assertThat(spans(all(List.of(APPROVED, new Matcher.Phrase("申请"))), text))
                .isEqualTo(spans);
    }

    @Test
    void holdsNothingBackForAPartThatMayComeLater() {
        Guard.Watch watch = guard(all(List.of(APPROVED, new Matcher.Phrase("申请"))));
        assertThat(watch.read("我批准了", finding -> {})).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"我一二批准,3-5", "我一二三批准,''", "批准一二我,0-2", "批准一二三我,''", "批准。我,0-2", "批我准,''"})
    void countsASightOnlyNearItsContext(String text, String spans) {
        assertThat(spans(all(List.of(APPROVED, new Matcher.Context(List.of("我"), 2))), text))
                .isEqualTo(spans);
    }

    @Test
    void waitsForTheWindowOfAContextToPass() {
        Guard.Watch watch = guard(all(List.of(APPROVED, new Matcher.Context(List.of("我们"), 2))));
        List<Finding> found = new ArrayList<>();
        assertThat(watch.read("好批准一二", found::add)).isEqualTo(1);
        assertThat(watch.read("我", found::add)).isEqualTo(1);
        assertThat(watch.read("的", found::add)).isEqualTo(7);
        assertThat(watch.read("批准一", found::add)).isEqualTo(7);
        assertThat(watch.read("我们", found::add)).isEqualTo(12);
        assertThat(found).extracting(Finding::span).containsExactly(new Span(7, 9));
    }

    @ParameterizedTest
    @CsvSource({"不一批准,''", "不一二批准,3-5", "批准一不,''", "批准一二不,0-2", "批准,0-2"})
    void takesBackWhatStandsNearAContext(String text, String spans) {
        Condition condition = new All(List.of(APPROVED), List.of(new Matcher.Context(List.of("不"), 1)));
        assertThat(spans(condition, text)).isEqualTo(spans);
    }

    @Test
    void nestsConditions() {
        Condition condition = new All(
                List.of(
                        new Any(List.of(APPROVED, new Matcher.Expression("同意.{1,3}办"))),
                        new All(
                                List.of(new Matcher.Phrase("申请"), new Matcher.Context(List.of("您的"), 0)),
                                List.of(new Matcher.Phrase("撤回")))),
                List.of(new Any(List.of(new Matcher.Phrase("冒充"), new Matcher.Expression("谎称|自称")))));
        assertThat(spans(condition, "您的申请批准")).isEqualTo("4-6");
        assertThat(spans(condition, "您的申请，同意您办")).isEqualTo("5-9");
        assertThat(spans(condition, "申请批准")).isEmpty();
        assertThat(spans(condition, "您的申请撤回。批准")).isEmpty();
        assertThat(spans(condition, "您的申请。有人冒充批准。批准")).isEqualTo("12-14");
        assertThat(spans(condition, "您的申请。批准，他自称")).isEmpty();
    }

    @Test
    void takesWhatAnotherGuardFindsAsSights() {
        Matcher found = new Matcher.Found(
                Guards.compile(List.of(new Clue("other", Severity.LOW, List.of(new Matcher.Phrase("一二三")), List.of())))
                        .getFirst(),
                2);
        assertThat(spans(found, "号码一二三")).isEqualTo("2-5");
        Condition both = all(List.of(found, new Matcher.Context(List.of("号码"), 1)));
        assertThat(spans(both, "号码一二三。一二三")).isEqualTo("2-5");
        Guard.Watch watch = guard(found);
        assertThat(watch.read("号码一二", finding -> {})).isEqualTo(2);
        assertThat(watch.read("四", finding -> {})).isEqualTo(5);
    }

    @Test
    void countsTheLastSentenceThatNothingEnds() {
        Condition both = all(List.of(APPROVED, new Matcher.Similar(List.of("您的申请我批准"), 0.7)));
        assertThat(spans(both, "您的申请我批准")).isEqualTo("5-7 0-7");
        assertThat(spans(both, "批准。您的申请我批准")).isEqualTo("8-10 3-10");
    }

    @Test
    void measuresFromWhatASightReadsAs() {
        Condition condition = all(List.of(new Matcher.Length(1), new Matcher.Context(List.of("b"), 0)));
        assertThat(spans(condition, "我-b")).isEqualTo("1-2");
        assertThat(spans(condition, "我-ab")).isEmpty();
    }

    @Test
    void remembersWhereALongSightBegan() {
        Matcher block = new Matcher.Found(new RandomClues.Blocks('我', 150), 150);
        Condition condition = all(List.of(block, new Matcher.Context(List.of("号"), 1)));
        assertThat(spans(condition, "天号天我" + "天地".repeat(100))).isEqualTo("3-153");
        assertThat(spans(condition, "号天地我" + "天地".repeat(100))).isEmpty();
        assertThat(spans(condition, "天我" + "天地".repeat(75) + "号")).isEqualTo("1-151");
        assertThat(spans(condition, "天我" + "天地".repeat(75) + "人号")).isEmpty();
    }

    @Test
    void findsTheFirstStretchOfARowThatIsEncoded() {
        String row = "a".repeat(60) + "5oiR5om55YeG5oKo55qE55Sz6K+35LqG77yM6K+35p2l6aKG6K+B";
        List<Span> expected = EncodingOracle.spans(Matcher.Encoding.Form.BASE64, row);
        assertThat(expected).hasSize(1);
        assertThat(found(new Matcher.Encoding(Set.of(Matcher.Encoding.Form.BASE64)), row))
                .extracting(Finding::span)
                .isEqualTo(expected);
    }

    @Test
    void doesNotHoldBackForWordsThatOnlyTakeBack() {
        Guard.Watch watch = guard(new All(List.of(APPROVED), List.of(new Matcher.Phrase("由工作人员"))));
        assertThat(watch.read("由工作", finding -> {})).isEqualTo(3);
        assertThat(watch.read("人批", finding -> {})).isEqualTo(4);
    }

    @Test
    void saysHowMuchConditionsHoldBack() {
        assertThat(Guards.holdBack(new Matcher.Near(List.of("同意", "申请"), 4, false)))
                .isEqualTo(7);
        assertThat(Guards.holdBack(new Matcher.Length(100))).isZero();
        assertThat(Guards.holdBack(new Matcher.Encoding(Set.of(Matcher.Encoding.Form.BASE64))))
                .isEqualTo(39);
        assertThat(Guards.holdBack(new Matcher.Similar(List.of("甲乙"), 0.5))).isEqualTo(199);
        assertThat(Guards.holdBack(new Matcher.Judge("?", true))).isZero();
        assertThat(Guards.holdBack(new Matcher.Found(new RandomClues.Blocks('我', 31), 30)))
                .isEqualTo(30);
        assertThat(Guards.holdBack(clue(all(List.of(APPROVED, new Matcher.Context(List.of("我们"), 2))))))
                .isEqualTo(2 + 2 + 2 - 1);
        assertThat(Guards.holdBack(clue(all(List.of(APPROVED, new Matcher.Phrase("申请"))))))
                .isEqualTo(1);
        assertThat(Guards.holdBack(clue(all(List.of(APPROVED, new Matcher.Expression("申.{1,9}请"))))))
                .isEqualTo(2 + 10);
    }

    @Test
    void saysWhyAMatcherCannotBeUsed() {
        assertThat(Guards.problem(new Matcher.Near(List.of("甲"), 1, true)))
                .contains("1 word near each other (expected: 2-8)");
        assertThat(Guards.problem(new Matcher.Near(List.of("甲", "乙", "丙", "丁", "戊"), 1, false)))
                .contains("5 words near each other (expected: 2-4 when in any order)");
        assertThat(Guards.problem(new Matcher.Near(List.of("甲", "乙", "丙"), 300, true)))
                .contains("reaches over 603 characters (expected: at most 500)");
        assertThat(Guards.problem(new Matcher.Near(List.of("甲", "乙…丙"), 3, true)))
                .contains("\"乙…丙\": … has no use here (expected: words without a gap)");
        assertThat(Guards.problem(new Matcher.Context(List.of(), 3))).contains("context of no words (expected: words)");
        assertThat(Guards.problem(new Matcher.Context(List.of("甲"), -1)))
                .contains("within -1 characters (expected: 0-500)");
        assertThat(Guards.problem(new Matcher.Length(0))).contains("longer than 0 characters (expected: 1 or more)");
        assertThat(Guards.problem(new Matcher.Encoding(Set.of())))
                .contains("no encoding (expected: base64, hexadecimal, percent, escape, morse, binary)");
        assertThat(Guards.problem(new Matcher.Similar(List.of("甲"), 0.5)))
                .contains("example of 1 characters (expected: 2-500): 甲");
        assertThat(Guards.problem(new Matcher.Similar(List.of("甲乙"), 0)))
                .contains("alike by 0.0 (expected: above 0, at most 1)");
        assertThat(Guards.problem(new Matcher.Judge(" ", true)))
                .contains("judge of no question (expected: a question)");
    }

    @Test
    void saysWhyAConditionCannotBeUsed() {
        Matcher context = new Matcher.Context(List.of("我"), 2);
        assertThat(Guards.problem(clue(context)))
                .contains("context with nothing to stand near (expected: beside others in 'all' or in 'unless')");
        assertThat(Guards.problem(clue(all(List.of(context)))))
                .contains("all of nothing but context (expected: at least one other condition)");
        assertThat(Guards.problem(clue(new Any(List.of()))))
                .contains("any of nothing (expected: at least one condition)");
        assertThat(Guards.problem(clue(new All(List.of(APPROVED), List.of(all(List.of(APPROVED)))))))
                .contains("'all' in 'unless' (expected: matchers, or 'any' of matchers)");
        assertThat(Guards.problem(clue(new All(List.of(APPROVED), List.of(new Matcher.Judge("?", true))))))
                .contains("judge in 'unless': it cannot be asked about a sentence (expected: another matcher)");
        assertThat(Guards.problem(clue(new Any(List.of(new Matcher.Expression("a*"))))))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("*: of no bounded width"));
        Condition deep = APPROVED;
        for (int i = 0; i < 20; i++) {
            deep = new Any(List.of(deep));
        }
        assertThat(Guards.problem(clue(deep))).contains("conditions nested too deeply (expected: at most 16 levels)");
    }

    @Test
    void readsOnlyWordsInSpellings() {
        Matcher expression = new Matcher.Expression("批.准");
        String problem = "'layers' beside a matcher that is read plainly, in one 'all' or 'unless' with words"
                + " (expected: only phrase, list, near and context there, or a rule of its own)";
        assertThat(Guards.problem(spelt(new Any(List.of(APPROVED, expression)))))
                .isEmpty();
        assertThat(Guards.problem(spelt(
                        new All(List.of(new Any(List.of(APPROVED, expression))), List.of(new Matcher.Phrase("不"))))))
                .isEmpty();
        assertThat(Guards.problem(spelt(all(List.of(APPROVED, expression))))).contains(problem);
        assertThat(Guards.problem(spelt(new All(List.of(APPROVED), List.of(expression)))))
                .contains(problem);
        assertThat(Guards.problem(spelt(new All(List.of(expression), List.of(APPROVED)))))
                .isEmpty();
    }

    private static Clue spelt(Condition condition) {
        return new Clue("JH-1", Severity.HIGH, condition, Set.of(Spelling.SPLIT));
    }

    private static Matcher every() {
        return new Matcher.Encoding(Set.of(Matcher.Encoding.Form.values()));
    }

    private static Condition all(List<Condition> of) {
        return new All(of, List.of());
    }

    private static Clue clue(Condition condition) {
        return new Clue("JH-1", Severity.HIGH, condition, Set.of());
    }

    private static Guard.Watch guard(Condition condition) {
        return Guards.compile(List.of(clue(condition))).getFirst().watch(Side.ANSWER);
    }

    private static List<Finding> found(Condition condition, String text) {
        assertThat(Guards.problem(clue(condition))).isEmpty();
        return Guards.compile(List.of(clue(condition))).stream()
                .flatMap(guard -> GuardContract.findings(guard, Side.ANSWER, text).stream())
                .toList();
    }

    private static String spans(Condition condition, String text) {
        return String.join(
                " ",
                found(condition, text).stream()
                        .map(finding ->
                                finding.span().start() + "-" + finding.span().end())
                        .toList());
    }
}
