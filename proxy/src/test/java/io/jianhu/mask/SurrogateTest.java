package io.jianhu.mask;

import static io.jianhu.mask.Texts.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.Role;
import io.jianhu.recognise.CheckDigits;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Made-up values look like real ones and belong to nobody. */
class SurrogateTest {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    /** By kind, the words in which a citizen says a value, its form, and another value of it. */
    private static final String FORMS = """
            mobile               | 手机@             | 19999[0-9]{6}                        | 13800138000
            landline             | 家里@             | 0449-2[0-9]{7}                       | 0755-29876549
            resident-id          | 身份证号@         | 7199[0-9]{13}[0-9X]                  | 440399198507197735
            residence-permit     | 港澳台居民居住证@ | 8199[0-9]{13}[0-9X]                  | 810000198507197736
            permanent-residence  | 永居证@           | 999[0-9]{14}[0-9X]                   | 911840198507197735
            bank-card            | 银行卡号@         | 629999[0-9]{13}                      | 6222029876543210987
            credit-code          | 信用代码@         | 91999999MA[0-9]{7}[0-9A-Y]           | 91440399MA9876543N
            email                | 邮箱@             | u[0-9]{10}@example[.]com             | li@example.org
            plate                | 车牌号@           | 粤Z[0-9]{5}                          | 粤B98765
            passport             | 护照号@           | E99[0-9]{6}                          | E98765437
            travel-permit        | 回乡证@           | H99[0-9]{6}                          | H98765431
            taiwan-travel-permit | 台胞证@           | 99[0-9]{6}                           | 98765438
            driver-file          | 驾驶证档案编号@   | 9999[0-9]{8}                         | 440398765432
            social-security      | 社保卡号：@       | Z99[0-9]{6}                          | A98765433
            vin                  | 车架号@           | L00[0-9]{5}[0-9X][0-9]{8}            | LZZ99999398765432
            imei                 | IMEI@             | 001[0-9]{12}                         | 359876543210983
            qq                   | 加QQ：@           | 99[0-9]{10}                          | 987654391
            wechat               | 微信号：@         | wxid_[0-9]{15}                       | qingniao_7731
            ip-address           | 从@登录           | 2001:db8(:[0-9a-f]{3}){6}            | 2409:8a00::5:1
            mac-address          | 设备@             | 0A(:[0-9A-F]{2}){5}                  | 02:9A:87:6F:5E:4D
            birth-date           | 出生日期：@       | 19[5-9][0-9]-[01][0-9]-[0-2][0-9]    | 1985-07-19
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FORMS)
    void haveTheFormOfTheirKindAndAreOfIt(String kind, String said, String form, String value) {
        for (int i = 0; i < 200; i++) {
            String made = Surrogate.of(kind, value, random()).orElseThrow().text();
            assertThat(made).matches(form);
            assertThat(Texts.found(said.replace("@", made))).containsExactly(kind + ":" + made);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = FORMS)
    void standForTheirValueThroughoutAConversation(String kind, String said, String form, String value) {
        String question = said.replace("@", value);
        Masked first = masked(question);
        String read = Texts.text(first, 0);
        assertThat(read).matches(Pattern.quote(said).replace("@", "\\E" + form + "\\Q"));
        Restorer restorer = first.placeholders().restorer(Channel.content(0), false);
        assertThat(restorer.push(read) + restorer.end()).isEqualTo(question);
        String made = read.substring(said.indexOf('@'), read.length() - (said.length() - said.indexOf('@') - 1));
        assertThat(first.placeholders().isOne(made)).isTrue();
        assertThat(Texts.text(masked(question, "好的，" + question, "还有一件事"), 0)).isEqualTo(read);
    }

    @Test
    void noneIsAValueThatSomebodySaid() {
        String question = "手机13800138000，原来的号码是";
        String made = Texts.text(masked(question), 0).replaceAll(".*?(19999[0-9]{6}).*", "$1");
        Privacy kept = new Privacy(Set.of(), Set.of(made), Privacy.Style.SURROGATES, true);
        Raw raw = Texts.raw(
                Optional.of("c"), message(Role.USER, question), message(Role.ASSISTANT, "好"), message(Role.USER, made));
        Masked masked = Texts.masker().mask(raw, kept);
        assertThat(Texts.text(masked, 2)).isEqualTo(made);
        assertThat(Texts.text(masked, 0)).doesNotContain(made).matches("手机19999[0-9]{6}，原来的号码是");
    }

    @ParameterizedTest
    @CsvSource({"yyyyMMdd", "yyyy-MM-dd", "yyyy年M月d日"})
    void noNumberBearsADateThatSomebodySaid(String form) {
        String question = "身份证号440399198507197735，会议在";
        String date = Texts.text(masked(question), 0).substring("身份证号".length() + 6, "身份证号".length() + 14);
        String said = LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE).format(DateTimeFormatter.ofPattern(form));
        assertThat(Texts.text(masked(question + said), 0)).matches("身份证号7199[0-9]{13}[0-9X]，会议在" + said);
        assertThat(Texts.text(masked(question + said), 0).substring(0, 22)).doesNotContain(date);
    }

    @Test
    void moreValuesThanThereAreSurrogatesBecomePlaceholders() {
        StringBuilder addresses = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            addresses
                    .append("从45.98.")
                    .append(i / 250)
                    .append('.')
                    .append(i % 250)
                    .append("登录，");
        }
        Masked masked = masked(addresses.toString());
        String read = Texts.text(masked, 0);
        assertThat(read).contains("〔IP地址·").doesNotContain("45.98");
        Restorer restorer = masked.placeholders().restorer(Channel.content(0), false);
        assertThat(restorer.push(read) + restorer.end()).isEqualTo(addresses.toString());
    }

    @ParameterizedTest
    @CsvSource({"yyyy年M月d日", "yyyy年MM月dd日", "yyyy/MM/dd", "yyyy/M/d", "yyyy.MM.dd", "yyyyMMdd", "yyyy-MM-dd"})
    void aDateComesBackHoweverTheModelWritesIt(String form) {
        Masked masked = masked("出生日期：1985-07-19");
        String made = Texts.text(masked, 0).substring("出生日期：".length());
        String written = LocalDate.parse(made).format(DateTimeFormatter.ofPattern(form));
        Restorer restorer = masked.placeholders().restorer(Channel.content(0), false);
        assertThat(restorer.push("您生于" + written + "。") + restorer.end()).isEqualTo("您生于1985-07-19。");
    }

    private static Masked masked(String... texts) {
        Message[] messages = new Message[texts.length];
        for (int i = 0; i < texts.length; i++) {
            messages[i] = message(i % 2 == 0 ? Role.USER : Role.ASSISTANT, texts[i]);
        }
        Privacy privacy = new Privacy(Set.of(), Set.of(), Privacy.Style.SURROGATES, true);
        return Texts.masker().mask(Texts.raw(Optional.of("c"), messages), privacy);
    }

    @Test
    void haveValidCheckDigits() {
        for (int i = 0; i < 200; i++) {
            String id = made("resident-id");
            int sum = 0;
            for (int at = 0; at < WEIGHTS.length; at++) {
                sum += WEIGHTS[at] * (id.charAt(at) - '0');
            }
            assertThat(id.charAt(17)).isEqualTo("10X98765432".charAt(sum % 11));
            assertThat(luhn(made("bank-card"))).isZero();
            assertThat(luhn(made("imei"))).isZero();
        }
    }

    @Test
    void checkSignsAreThoseOfKnownNumbers() {
        assertThat(CheckDigits.creditCode("91440300708461136")).isEqualTo('T');
        assertThat(CheckDigits.vehicle("1M8GDM9AKP042788")).isEqualTo('X');
    }

    @Test
    void equalBytesMakeEqualValues() {
        byte[] random = random();
        assertThat(Surrogate.of("mobile", "", random)).isEqualTo(Surrogate.of("mobile", "", random));
        assertThat(Surrogate.of("name", "", random)).isEmpty();
        assertThat(Surrogate.of("ip-address", "45.98.76.54", random)
                        .orElseThrow()
                        .text())
                .matches("(192[.]0[.]2|198[.]51[.]100|203[.]0[.]113)[.][0-9]{1,3}");
    }

    private static String made(String kind) {
        return Surrogate.of(kind, "", random()).orElseThrow().text();
    }

    private static byte[] random() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return random;
    }

    private static int luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int doubled = i % 2 == 1 ? 2 * digit : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10;
    }
}
