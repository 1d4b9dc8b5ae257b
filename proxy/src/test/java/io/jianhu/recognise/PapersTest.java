package io.jianhu.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Papers, plates, accounts and secrets: what is found, and what only looks like it. */
class PapersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    港澳居住证810000199001010019丢了         | residence-permit:810000199001010019
                    永居证911840199001010018                 | permanent-residence:911840199001010018
                    身份证号110105491231002是老证            | resident-id:110105491231002
                    身份证：一一零一零五一九四九一二三一零零二X | resident-id:一一零一零五一九四九一二三一零零二X
                    身份证110105\\n19491231\\n002X            | resident-id:110105\\n19491231\\n002X
                    电话一三八零零一三八零零零               | mobile:一三八零零一三八零零零
                    护照号码：E12345678，                    | passport:E12345678
                    护照EA1234567已注销                      | passport:EA1234567
                    护照 E A1234567 丢了                     | passport:E A1234567
                    Passport no. 123456789, please           | passport:123456789
                    {"docType":"护照","docNo":"EA1234567"}   | passport:EA1234567
                    通行证号C 1234 5678                      | travel-permit:C 1234 5678
                    證號110105.19491231.002X                 | resident-id:110105.19491231.002X
                    账户：6222.0200.0000.0000.000            | bank-card:6222.0200.0000.0000.000
                    医保编号12345678901234567890             | medical-insurance:12345678901234567890
                    My password is Sample#778sz and wrong    | password:Sample#778sz
                    我微信號係abc_12345                      | wechat:abc_12345
                    出生年月日填成了1985/06/17               | birth-date:1985/06/17
                    Passport No: G12345678                   | passport:G12345678
                    护照号码Ｅ１２３４５６７８               | passport:Ｅ１２３４５６７８
                    回乡证H12345678                          | travel-permit:H12345678
                    通行证：C12345678                        | travel-permit:C12345678
                    台胞证12345678                           | taiwan-travel-permit:12345678
                    我是A123456(3)                           | hong-kong-id:A123456(3)
                    香港身份证AB987654（3）                  | hong-kong-id:AB987654（3）
                    香港身份证A1234563                       | hong-kong-id:A1234563
                    澳门身份证1234567(8)                     | macau-id:1234567(8)
                    台湾身份证A123456789                     | taiwan-id:A123456789
                    军官证军字第12345678号                   | military-id:军字第12345678号
                    出生医学证明编号：A123456780             | birth-certificate:A123456780
                    驾驶证档案编号440300123456               | driver-file:440300123456
                    社保卡号：A12345678                      | social-security:A12345678
                    医保号A1234567890                        | medical-insurance:A1234567890
                    信用代码91440300708461136T               | credit-code:91440300708461136T
                    组织机构代码70846113-6                   | organisation-code:70846113-6
                    """)
    void papers(String text, String found) {
        String read = text.replace("\\n", "\n");
        assertThat(Sights.found(read)).containsExactly(found.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    粤B12345违停                             | plate:粤B12345
                    粤B·D1234的车                            | plate:粤B·D1234
                    我的粤BD12345充电                        | plate:粤BD12345
                    粤B1234挂                                | plate:粤B1234挂
                    粤Z1234港                                | plate:粤Z1234港
                    京A12345警                               | plate:京A12345
                    车牌号粤IO1234                           | plate:粤IO1234
                    车架号LSVAM4187C2184841                  | vin:LSVAM4187C2184841
                    微信号：abc_12345                        | wechat:abc_12345
                    加我wxid_abcdef1234                      | wechat:wxid_abcdef1234
                    加QQ：123456789                          | qq:123456789
                    从8.8.4.4登录                            | ip-address:8.8.4.4
                    地址2001:db8:0:1::5                      | ip-address:2001:db8:0:1::5
                    IP：45.98.76.54                          | ip-address:45.98.76.54
                    id:45.98.76.54                           | ip-address:45.98.76.54
                    来自：2001:db8:0:1::5                    | ip-address:2001:db8:0:1::5
                    设备00:1A:2B:3C:4D:5E                    | mac-address:00:1A:2B:3C:4D:5E
                    设备：00:1A:2B:3C:4D:5E                  | mac-address:00:1A:2B:3C:4D:5E
                    MAC:00:1A:2B:3C:4D:5E                    | mac-address:00:1A:2B:3C:4D:5E
                    IMEI490154203237518                      | imei:490154203237518
                    物联网卡1440012345678                    | iot-number:1440012345678
                    家里0755-23456789                        | landline:0755-23456789
                    家里(0755)23456789转12                   | landline:(0755)23456789转12
                    家里010 6234 5678                        | landline:010 6234 5678
                    我的密码是Futian2026!                    | password:Futian2026!
                    密码：Ab\\9c"d/e!7 ，谢谢               | password:Ab\\9c"d/e!7
                    密码："Futian2026","备注"               | password:Futian2026
                    密码Futian2026/初始                     | password:Futian2026
                    验证码：482913                           | password:482913
                    password=hunter2024                      | password:hunter2024
                    用sk-abcdefghijklmnop1234567890          | secret:sk-abcdefghijklmnop1234567890
                    AKIAIOSFODNN7EXAMPLE                     | secret:AKIAIOSFODNN7EXAMPLE
                    1990年1月1日出生                         | birth-date:1990年1月1日
                    出生日期：1990-01-01                     | birth-date:1990-01-01
                    生日是一九九〇年十二月三十一日           | birth-date:一九九〇年十二月三十一日
                    DOB: 1990/1/1                            | birth-date:1990/1/1
                    """)
    void otherValues(String text, String found) {
        assertThat(Sights.found(text)).containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "第E12345678号公告",
                "型号H12345678",
                "护照一般是一个字母加八位数字",
                "A123456(4)",
                "编号A1234563",
                "A123456788",
                "流水号12345678",
                "911840199001010017",
                "编号110105491231002",
                "字第12号",
                "军字第一号",
                "京津冀",
                "粤B12",
                "粤港澳大湾区",
                "鲁能ABCDEF",
                "QQ群里有通知",
                "请关注微信公众号",
                "版本1.2.3.4",
                "192.168.1.1",
                "127.0.0.1",
                "10:30:45",
                "第3.2.1.1条",
                "400-800-1234",
                "12345",
                "拨打110、119、120",
                "密码要八位以上",
                "请输入验证码登录",
                "忘记密码怎么办",
                "2026年1月1日起施行",
                "董事长王先生于2019年10月16日到任",
                "出生后30日内",
                "91440300708461136X",
                "订单号914403007084611361",
                "二零二六年一月一日",
                "三十六个月",
                "一二三四五六七八九十"
            })
    void nothing(String text) {
        assertThat(Sights.found(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"service@szft.gov.cn", "咨询电话0755-82345678", "服务热线：0755-82345678", "编码11110000756701202G"})
    void whatAnOfficeIsReachedByIsSeenAndPublic(String text) {
        assertThat(Sights.hits(text))
                .singleElement()
                .satisfies(hit -> assertThat(hit.evidence()).isEqualTo(Evidence.PUBLIC));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"idCard":"11010519491231002X","age":3}  | resident-id:11010519491231002X
                    {"t":"\\u0031\\u0033800138000"}          | mobile:\\u0031\\u0033800138000
                    https://a.example/?phone=13800138000&x=1 | mobile:13800138000
                    a,13800138000,b                          | mobile:13800138000
                    **13800138000**                          | mobile:13800138000
                    11010519491231002X@example.com           | resident-id:11010519491231002X@example.com
                    """)
    void boundariesInOtherTexts(String text, String found) {
        assertThat(Sights.found(text)).containsExactly(found);
    }

    @org.junit.jupiter.api.Test
    void aPrivateKeyIsHiddenToItsLastLine() {
        String line = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";
        String key = "-----BEGIN PRIVATE KEY-----\n" + (line + "\n").repeat(20) + "-----END PRIVATE KEY-----\n";
        String text = "请看" + key + "谢谢";
        StringBuilder left = new StringBuilder();
        int end = 0;
        for (Hit hit : Sights.hits(text)) {
            left.append(text, end, hit.span().start());
            end = hit.span().end();
        }
        left.append(text, end, text.length());
        assertThat(left.toString())
                .doesNotContain("MII", "VJTU")
                .startsWith("请看")
                .endsWith("谢谢");
    }
}
