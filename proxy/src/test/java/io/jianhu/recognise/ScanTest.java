package io.jianhu.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A reading finds the same in every cutting, promises nothing it does not keep, and holds no more than it says. */
class ScanTest {

    @Property(tries = 400)
    void piecesDoNotMatter(@ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts) {
        assertThat(Sights.hits(cut(text, cuts))).isEqualTo(Sights.hits(text));
    }

    /** A single character is hardly ever enough to pass over it unread; a whole text mostly is. */
    @Property(tries = 1000)
    void aGlanceRulesOutNothingThatAReadingFinds(@ForAll("letters") String text) {
        assertThat(Sights.hits(text)).isEqualTo(Sights.hits(cut(text, List.of(1))));
    }

    @Property(tries = 400)
    void nothingIsFoundBeforeASettledPlace(@ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts) {
        List<Hit> hits = new ArrayList<>();
        Scan scan = new Scan(Sights.ALL, hits::add);
        int settled = 0;
        int read = 0;
        for (String piece : cut(text, cuts)) {
            int before = hits.size();
            int now = scan.read(piece);
            read += piece.length();
            assertThat(now).isBetween(settled, read);
            assertThat(read - now).isLessThanOrEqualTo(Scan.HOLD_BACK);
            for (Hit hit : hits.subList(before, hits.size())) {
                assertThat(hit.span().start()).isGreaterThanOrEqualTo(settled);
            }
            settled = now;
        }
        int before = hits.size();
        scan.end();
        for (Hit hit : hits.subList(before, hits.size())) {
            assertThat(hit.span().start()).isGreaterThanOrEqualTo(settled);
        }
    }

    @Property(tries = 200)
    void valuesComeInOrderAndApart(@ForAll("texts") String text) {
        int end = 0;
        for (Hit hit : Sights.hits(text)) {
            assertThat(hit.span().start()).isGreaterThanOrEqualTo(end);
            end = hit.span().end();
        }
    }

    @Test
    void plainTextIsReleasedAtOnce() {
        Scan scan = new Scan(Sights.ALL, hit -> {});
        assertThat(scan.read("您好，请带材料。")).isEqualTo(8);
    }

    @Test
    void aLabelCountsThoughTheTextBeforeItWasPassedOver() {
        String plain = "上午到大厅排队办事，窗口说还缺一份证明材料，让改天再来补交，来回跑了好几趟路，".repeat(2);
        assertThat(Sights.hits(plain + "我叫欧阳明亮")).hasSize(1);
        assertThat(Sights.hits(plain + "经办人：周小川")).hasSize(1);
    }

    @Test
    void aNameBehindAnEscapeIsFoundInAnyPieces() {
        String text = "4111111111111111\\n张三x zhang@example.com";
        assertThat(Sights.hits(text)).hasSize(3).isEqualTo(Sights.hits(cut(text, List.of(1))));
    }

    @Test
    void plainWordsAreHeldNoLongerThanTheyLast() {
        Recognisers numbers = Sights.ALL.only(Set.of("mobile", "resident-id", "email", "bank-card"));
        Scan scan = new Scan(numbers, hit -> {});
        assertThat(scan.read("Take the bu")).isEqualTo(9);
        assertThat(scan.read("s, ")).isEqualTo(14);
        assertThat(scan.read("line 12 ")).isEqualTo(19);
        assertThat(scan.read("and")).isEqualTo(22);
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.of(
                        "上午到大厅排队办事，窗口说还缺一份证明材料，让改天再来补交，",
                        "来回跑了好几趟路，问题一直没有人管",
                        "我叫",
                        "联系人：",
                        "是",
                        "和",
                        "的",
                        "李明亮",
                        "欧阳",
                        "天池",
                        "王女士",
                        "阿依古丽·买买提",
                        "住址：",
                        "我住",
                        "出省",
                        "广东",
                        "深圳市",
                        "福田区",
                        "莲花街道",
                        "高新区",
                        "大梅沙",
                        "环梅路",
                        "景田北街",
                        "尖山湖社区",
                        "那曲",
                        "喀什",
                        "施工",
                        "沙地路",
                        "五栋",
                        "12号",
                        "一单元",
                        "3",
                        "室",
                        "2019年",
                        "1990年5月1日",
                        "出生",
                        "密码",
                        "abc123!",
                        "电话13800138000",
                        "A3区",
                        "：",
                        "，",
                        "。",
                        " ",
                        "\n",
                        "\\u8def")
                .list()
                .ofMinSize(1)
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(
                        "电话",
                        "138",
                        "0013",
                        "8000",
                        "13800138000",
                        "11010519491231002X",
                        " ",
                        "-",
                        "x",
                        "X",
                        "a",
                        "zhang@example.com",
                        "@",
                        ".",
                        "%40",
                        "．",
                        "１",
                        "\u200b",
                        "\\u0031",
                        "\\",
                        "\\n",
                        "\ud835\udfcf",
                        "\ud835",
                        "4111111111111111",
                        "民族：",
                        "汉",
                        "我是",
                        "回族",
                        "患有",
                        "糖尿病",
                        "月薪",
                        "8",
                        "000元",
                        "护照号：",
                        "E12345678",
                        "姓名：",
                        "张三",
                        "先生",
                        "，",
                        "\n",
                        "粤B",
                        "12345",
                        "微信",
                        "abc_123",
                        "QQ",
                        "0755-",
                        "82345678",
                        "转",
                        "12",
                        "一三八",
                        "零零一三八零零零",
                        "1949年",
                        "10月1日出生",
                        "192.168.1.1",
                        "8.8.8.8",
                        "::1",
                        "fe80::",
                        "-----BEGIN ",
                        "sk-",
                        "abcdefghij1234567890",
                        "密码是",
                        "hunter2024",
                        "联系人",
                        "：",
                        "李文",
                        "和",
                        "、",
                        "明",
                        "高",
                        "国",
                        "阿依古丽",
                        "·",
                        "买买提",
                        "局长",
                        "女",
                        "将",
                        "给",
                        "Name: ",
                        "John ",
                        "Smith",
                        "欧阳",
                        "高速",
                        "申请人",
                        "用户",
                        "(",
                        ")",
                        "广东省深圳市福田区",
                        "深南大道",
                        "100号",
                        "3栋502室",
                        "的手机号",
                        "91440300708461136T",
                        "A123456(3)",
                        "A123456789",
                        "军字第",
                        "王女士",
                        "欧阳娜",
                        "住在",
                        "我叫",
                        "“",
                        "。",
                        "香樟路",
                        "青山镇",
                        "下宅村",
                        "小区",
                        "深圳",
                        "广东",
                        "市",
                        "区",
                        "中心",
                        "向阳",
                        "街道",
                        "办事处",
                        "局",
                        "_",
                        "十二号",
                        "弄",
                        "单元",
                        "地址",
                        "的",
                        "业主",
                        "云",
                        "和平",
                        "社区",
                        "A栋",
                        "一",
                        "新")
                .list()
                .ofMaxSize(24)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.oneOf(
                Arbitraries.just(List.of(1)),
                Arbitraries.integers().between(1, 30).list().ofMinSize(1).ofMaxSize(8));
    }

    /** Pieces of the given lengths, again and again. */
    private static List<String> cut(String text, List<Integer> lengths) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; from < text.length(); i++) {
            int to = Math.min(text.length(), from + lengths.get(i % lengths.size()));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
