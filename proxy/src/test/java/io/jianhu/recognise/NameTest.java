package io.jianhu.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are found by what stands beside them, and which words are none. All persons are made up. */
class NameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    姓名：张三                         | 张三
                    姓名:李四，男                      | 李四
                    姓名：高兴                         | 高兴
                    姓名：国建                         | 国建
                    姓名王五身份证                     | 王五
                    申请人：欧阳文静，                 | 欧阳文静
                    我叫林小样，来问进度               | 林小样
                    申请人：陈示文，租房补贴           | 陈示文
                    My name is Chen Xiaoyang. Can I    | Chen Xiaoyang
                    申请人：欧阳娜                     | 欧阳娜
                    联系人是赵明华。                   | 赵明华
                    户主为孙桂英                       | 孙桂英
                    用户钱大伟完成实名认证             | 钱大伟
                    用户赵文完成实名认证               | 赵文
                    患者周海，昨天就诊                 | 周海
                    我的儿子吴小刚在读书               | 吴小刚
                    您好，我叫郑丽华，想问             | 郑丽华
                    您好，我叫郑丽华想问               | 郑丽华
                    我叫王伟明天去                     | 王伟
                    我是陈志强，住在这里               | 陈志强
                    本人冯春梅，已退休                 | 冯春梅
                    请联系褚建国，谢谢                 | 褚建国
                    落款 卫海强                        | 卫海强
                    姓名：张 三                        | 张 三
                    姓名：李　四　                     | 李　四
                    姓名：诸葛 明亮                    | 诸葛 明亮
                    张三先生昨天来过                   | 张三
                    昨天韩雪梅女士来过                 | 韩雪梅
                    杨柳同学的作业                     | 杨柳
                    朱德明师傅修好了                   | 朱德明
                    秦秀兰阿姨摔倒了                   | 秦秀兰
                    尤立新的手机号                     | 尤立新
                    许文强的身份证丢了                 | 许文强
                    何晓燕的银行卡                     | 何晓燕
                    吕芳的护照                         | 吕芳
                    施国华的户籍地址                   | 施国华
                    张建军住在城东                     | 张建军
                    孔令辉名下车辆                     | 孔令辉
                    曹玉兰申请贷款                     | 曹玉兰
                    金志文，男，汉族                   | 金志文
                    魏红梅，1970年出生                 | 魏红梅
                    陶春花，身份证丢失                 | 陶春花
                    {"name": "姜晓峰"}                 | 姜晓峰
                    {"联系人":"戚海波","x":1}          | 戚海波
                    {"name": "谢建华"}                 | 谢建华
                    **姓名**：邹国平                   | 邹国平
                    Name: 喻文娟                       | 喻文娟
                    姓名＝柏青松                       | 柏青松
                    姓名：水\u200b建\u200b国           | 水\u200b建\u200b国
                    患者阿依古丽·买买提，女            | 阿依古丽·买买提
                    阿依古丽·买买提去年来的            | 阿依古丽·买买提
                    姓名：努尔·艾力·买买提             | 努尔·艾力·买买提
                    姓名：阿依古丽                     | 阿依古丽
                    联系人：扎西次仁                   | 扎西次仁
                    Name: John Smith                   | John Smith
                    姓名：Mary Ann Lee，               | Mary Ann Lee
                    """)
    void namesWithEvidence(String text, String name) {
        assertThat(Sights.found(unescaped(text))).containsExactly("name:" + unescaped(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "尤立新的手机号",
                "张建军住在城东",
                "曹玉兰申请贷款",
                "金志文，男，汉族",
                "魏红梅，1970年出生",
                "张三先生昨天",
                "韩雪梅女士",
                "13800138000 章晓云",
                "萧敏 13800138000",
                "请联系褚建国，谢谢",
                "户主为孙桂英",
                "用户赵文完成",
                "姓名：高兴",
                "姓名：张 三",
                "彭丽将钥匙交给郎平，电话13800138000",
                "苏梅和潘伟（13800138000）",
                "联系人：葛红、奚文明",
                "欧阳娜的护照"
            })
    void namesInTheMiddleOfAText(String text) {
        List<String> alone = Sights.found(text);
        assertThat(alone).anyMatch(found -> found.startsWith("name:"));
        assertThat(Sights.found("现在说明如下。" + text + "。谢谢您的帮助")).isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    萧敏（13800138000）                | name:萧敏 mobile:13800138000
                    窦文华13800138000                  | name:窦文华 mobile:13800138000
                    13800138000 章晓云                 | mobile:13800138000 name:章晓云
                    云海，13800138000                  | mobile:13800138000
                    高明（13800138000）                | name:高明 mobile:13800138000
                    高速（13800138000）                | mobile:13800138000
                    苏梅和潘伟（13800138000）          | name:苏梅 name:潘伟 mobile:13800138000
                    联系人：葛红、奚文明、范平         | name:葛红 name:奚文明 name:范平
                    彭丽将钥匙交给郎平，电话13800138000 | name:彭丽 name:郎平 mobile:13800138000
                    鲁建平，身份证11010519491231002X   | name:鲁建平 resident-id:11010519491231002X
                    """)
    void namesBesideOtherValues(String text, String found) {
        assertThat(String.join(" ", Sights.found(text))).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"| 姓名 | 昌文华 |", "| 电话 | 备注 |\n|---|---|\n| 马建国 | 13800138000 |"})
    void namesInTables(String text) {
        assertThat(Sights.found(text))
                .filteredOn(found -> found.startsWith("name:"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "张三",
                "王先生",
                "李女士您好",
                "周老师的电话",
                "张某的身份证",
                "王某某，男",
                "高速公路，电话",
                "小区的地址",
                "方面的电话",
                "时间的安排",
                "联系人：安徽省合肥市",
                "业主高度重视",
                "用户高兴地说",
                "用户安全问题",
                "客户成长计划",
                "客户金额有误",
                "业主向相关部门投诉",
                "出卖人应承担责任",
                "村民连生活用水都没有",
                "家长方面的意见",
                "业主成立了业委会",
                "居民许可",
                "市民关心的事",
                "患者全部康复",
                "申请人：华为公司",
                "申请人：李家村",
                "申请人：任何人，都可以",
                "联系人：方便时，打电话",
                "The name is Longhua District",
                "户名：文明路小学",
                "我是高中生",
                "我是安徽人",
                "我是万科业主",
                "本人曾经住院",
                "本人严重不满",
                "请联系江苏银行",
                "市长张建国强调",
                "张建国局长指出",
                "李文明书记住在",
                "王志强主任的电话",
                "陈校长的电话",
                "关于施工的电话",
                "温州的电话",
                "金华，电话",
                "高中同学",
                "相关同志",
                "任何同学",
                "曾经老师",
                "平安银行的银行卡",
                "黄河、长江和江苏的地址",
                "万元，男女不限",
                "于2020年，身份证",
                "姓名：",
                "姓名：身份证号：",
                "姓名和电话",
                "filename: 高文明",
                "{\"name\": \"get_weather\"}",
                "{\"name\": \"Get Weather\"}",
                "{\"name\": \"金融产品\"}",
                "Name: application form",
                "John Smith",
                "大卫·科波菲尔",
                "买买买",
                "达·芬奇",
                "和平街道",
                "农业银行的账户",
                "石油价格，电话咨询",
                "连续的手机",
                "明天的护照",
                "应当住在",
                "程序的账号",
                "计划在2026年11月23日1234567890123",
                "付款账户",
                "代表住在宾馆",
                "信用卡号",
                "包括身份证",
                "单位地址",
                "项目地址"
            })
    void noNames(String text) {
        assertThat(Sights.found(text)).noneMatch(found -> found.startsWith("name:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "昨天韩雪梅女士和潘伟（13800138000）在高速路口，联系人：葛红、奚文明。关于小区的严重问题，用户钱大伟完成认证",
                "\"name\": \"姜晓峰\"，{}阿依古丽·买买提去年来的，姓名：张　三，张建国局长，请联系褚建国，谢谢，我叫郑丽华想问高明的护照"
            })
    void aGlanceRulesOutNoName(String text) {
        List<String> signBySign =
                text.codePoints().mapToObj(Character::toString).toList();
        assertThat(Sights.hits(text)).isNotEmpty().isEqualTo(Sights.hits(signBySign));
        IntStream.range(1, text.length())
                .forEach(cut -> assertThat(Sights.hits(List.of(text.substring(0, cut), text.substring(cut))))
                        .isEqualTo(Sights.hits(text)));
    }

    private static String unescaped(String text) {
        return text.replace("\\u200b", "\u200b");
    }
}
