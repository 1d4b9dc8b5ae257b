package io.jianhu;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One made-up value of every kind of personal data, and where a text tells any of them. */
final class MarkedValues {

    /** So many digits in a row are no chance. */
    private static final int TELLING = 8;

    private static final String KEY =
            "-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANcanary7731QEBAQUAASCAUAwggE8\n" + "-----END PRIVATE KEY-----";

    /** By kind, the words in which a citizen says the value, which stands for {@code @}, and the value. */
    private static final Map<String, List<String>> SAID = said();

    private MarkedValues() {}

    private static Map<String, List<String>> said() {
        Map<String, List<String>> said = new LinkedHashMap<>();
        said.put("secret", List.of("密钥@", KEY));
        said.put("password", List.of("密码：@", "Qn7731xz!canary"));
        said.put("resident-id", List.of("身份证号@", "440399198507197735"));
        said.put("residence-permit", List.of("港澳台居民居住证@", "810000198507197736"));
        said.put("permanent-residence", List.of("外国人永居证@", "911840198507197735"));
        said.put("credit-code", List.of("信用代码@", "91440399MA9876543N"));
        said.put("email", List.of("邮箱@", "qingniao7731@example.org"));
        said.put("passport", List.of("护照号@", "E98765437"));
        said.put("travel-permit", List.of("回乡证@", "H98765431"));
        said.put("taiwan-travel-permit", List.of("台胞证@", "98765438"));
        said.put("macau-id", List.of("澳门身份证@", "1987654(3)"));
        said.put("driver-file", List.of("驾驶证档案编号@", "440398765432"));
        said.put("social-security", List.of("社保卡号：@", "A98765433"));
        said.put("medical-insurance", List.of("医保号@", "A9876543210"));
        said.put("birth-certificate", List.of("出生医学证明编号：@", "Q987654329"));
        said.put("hong-kong-id", List.of("香港身份证@", "Z987654(6)"));
        said.put("taiwan-id", List.of("台湾身份证@", "K298765436"));
        said.put("military-id", List.of("军官证@", "军字第98765430号"));
        said.put("vin", List.of("车架号@", "LZZ99999398765432"));
        said.put("imei", List.of("IMEI@", "359876543210983"));
        said.put("bank-card", List.of("银行卡号@", "6222029876543210987"));
        said.put("mobile", List.of("手机@", "13987654390"));
        said.put("iot-number", List.of("物联网卡@", "1440098765431"));
        said.put("mac-address", List.of("设备@", "02:9A:87:6F:5E:4D"));
        said.put("ip-address", List.of("从@登录", "45.98.76.54"));
        said.put("landline", List.of("家里@", "0755-29876549"));
        said.put("plate", List.of("车牌号@", "粤B98765"));
        said.put("organisation-code", List.of("组织机构代码@", "98765432-7"));
        said.put("qq", List.of("加QQ：@", "987654391"));
        said.put("wechat", List.of("微信号：@", "qingniao_7731"));
        said.put("birth-date", List.of("出生日期：@", "1985-07-19"));
        said.put("name", List.of("我叫@", "欧阳青鸟"));
        said.put("address", List.of("家住深圳市福田区@", "景田北街98号7栋6543室"));
        return said;
    }

    static Map<String, String> byKind() {
        Map<String, String> values = new LinkedHashMap<>();
        SAID.forEach((kind, said) -> values.put(kind, said.getLast()));
        return values;
    }

    /** All of them in one text, each behind its label. */
    static String sentence() {
        return sentence(Set.of());
    }

    /** Those that a robot's makers would not write of an office. */
    static String sentenceOfPersons() {
        return sentence(Set.of("credit-code", "organisation-code", "landline", "name", "address"));
    }

    private static String sentence(Set<String> without) {
        return SAID.entrySet().stream()
                .filter(entry -> !without.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .map(said -> said.getFirst().replace("@", said.getLast()))
                .collect(Collectors.joining("，\n"));
    }

    /** The text as it stands within a JSON string. */
    static String quoted(String text) {
        try {
            String string = House.JSON.writeValueAsString(text);
            return string.substring(1, string.length() - 1);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The kinds whose value a text tells: as it is, its digits, as JSON or a URL writes it, or a line of it. */
    static List<String> toldBy(String text) {
        List<String> told = new ArrayList<>();
        byKind().forEach((kind, value) -> {
            if (forms(value).stream().anyMatch(text::contains)) {
                told.add(kind);
            }
        });
        return told;
    }

    private static List<String> forms(String value) {
        List<String> forms = new ArrayList<>(
                value.lines().filter(line -> !line.startsWith("-----")).toList());
        forms.add(quoted(value));
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        String digits = value.replaceAll("[^0-9]", "");
        if (digits.length() >= TELLING && !value.startsWith("-----")) {
            forms.add(digits);
        }
        return forms;
    }
}
