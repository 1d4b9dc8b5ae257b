package io.jianhu.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Test
    void reportsTheRuleSideSpanAndSeverityOfItsKindsOnly() {
        Guard guard =
                Identifiers.of(Map.of("mobile", new Identifiers.RuleOfKind("JH-4101", Severity.MEDIUM)), Texts.CLOCK);
        List<Finding> findings = new ArrayList<>();
        Guard.Watch watch = guard.watch(Side.ANSWER);
        watch.read("电话13800138000，zhang@example.com", findings::add);
        watch.end(findings::add);
        assertThat(findings)
                .containsExactly(new Finding("JH-4101", Side.ANSWER, new io.jianhu.text.Span(2, 13), Severity.MEDIUM));
    }

    @Test
    void refusesAKindItDoesNotKnow() {
        assertThatThrownBy(() -> Identifiers.of(Map.of("moblie", new Identifiers.RuleOfKind("R", Severity.LOW))))
                .hasMessageContaining("moblie")
                .hasMessageContaining("mobile");
    }

    @Test
    void everyKindHasAMark() {
        assertThat(Identifiers.kinds().stream().map(Identifiers::mark))
                .doesNotHaveDuplicates()
                .contains("[身份证号]", "[银行卡号]", "[手机号]", "[邮箱]")
                .allMatch(mark -> mark.startsWith("[") && mark.endsWith("]") && mark.length() > 3);
    }

    @Test
    void plainTextIsSettledAtOnce() {
        Guard.Watch watch = Texts.guard().watch(Side.ANSWER);
        assertThat(watch.read("您好，请带材料。", finding -> {})).isEqualTo(8);
        assertThat(watch.read("电话13800", finding -> {})).isEqualTo(10);
        assertThat(watch.read("元。", finding -> {})).isEqualTo(17);
    }

    @Test
    void endlessRunsAreSettled() {
        for (String endless :
                List.of("1", "1 ", "a", "a.", "1\u200b", "1X", "+1", "a@", "a%40", "1.2-", "\\", "\\u00")) {
            Guard.Watch watch = Texts.guard().watch(Side.ANSWER);
            String text = endless.repeat(20_000);
            int settled = watch.read(text, finding -> {});
            assertThat(text.length() - settled).as(endless).isLessThan(700);
        }
    }

    @Property(tries = 1000)
    void anyCutGivesTheSameFindingsAndSettledOffsets(@ForAll("texts") String text, @ForAll long seed) {
        java.util.Random random = new java.util.Random(seed);
        List<Finding> whole = new ArrayList<>();
        List<Finding> pieces = new ArrayList<>();
        Guard.Watch cut = Texts.guard().watch(Side.ANSWER);
        int last = 0;
        int at = 0;
        while (at < text.length()) {
            int next = Math.min(text.length(), at + 1 + random.nextInt(6));
            int before = pieces.size();
            int settled = cut.read(text.substring(at, next), pieces::add);
            List<Finding> prefix = new ArrayList<>();
            assertThat(Texts.guard().watch(Side.ANSWER).read(text.substring(0, next), prefix::add))
                    .isEqualTo(settled);
            assertThat(pieces).isEqualTo(prefix);
            assertThat(settled).isBetween(last, next);
            int floor = last;
            assertThat(pieces.subList(before, pieces.size()))
                    .allSatisfy(finding -> assertThat(finding.span().start()).isGreaterThanOrEqualTo(floor));
            last = settled;
            at = next;
        }
        int floor = last;
        int before = pieces.size();
        cut.end(pieces::add);
        assertThat(pieces.subList(before, pieces.size()))
                .allSatisfy(finding -> assertThat(finding.span().start()).isGreaterThanOrEqualTo(floor));
        Guard.Watch uncut = Texts.guard().watch(Side.ANSWER);
        uncut.read(text, whole::add);
        uncut.end(whole::add);
        assertThat(pieces).isEqualTo(whole);
    }

    @Provide
    Arbitrary<String> texts() {
        return fragments().list().ofMaxSize(25).map(parts -> String.join("", parts));
    }

    static Arbitrary<String> fragments() {
        return Arbitraries.of(
                "13800138000",
                "+86 ",
                "0086",
                "138-0013-8000",
                "11010519491231002X",
                "110105 19491231 002X",
                "4111 1111 1111 1111",
                "6222021234567890128",
                "zhang@example.com",
                "a%40b.cn",
                "12345@sz.gov.cn",
                "@",
                ".",
                "电话",
                "，",
                " ",
                "-",
                "x",
                "X",
                "1",
                "42",
                "2026-11-23",
                "１３８",
                "\u200b",
                "\\u0031",
                "\\",
                "u",
                "\ud83d\ude00",
                "\ud835\udfcf",
                "\ud83d",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
    }
}
