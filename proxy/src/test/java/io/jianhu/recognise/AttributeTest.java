package io.jianhu.recognise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody says of himself or another, and what is said of everybody. */
class AttributeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    姓别男，民族：汉，已婚               | ethnicity:汉
                    我是回族，想问清真食堂               | ethnicity:回族
                    民族：维吾尔族                       | ethnicity:维吾尔族
                    宗教信仰：伊斯兰教                   | religion:伊斯兰教
                    我信佛教，能请假吗                   | religion:佛教
                    政治面貌：中共党员                   | political-status:中共党员
                    政治面貌为群众。                     | political-status:群众
                    母亲患有高血压和别的病               | health:高血压
                    去年确诊为乳腺癌                     | health:乳腺癌
                    既往病史：糖尿病10年                 | health:糖尿病
                    本人曾因盗窃被处理                   | criminal-record:盗窃
                    前科：危险驾驶罪                     | criminal-record:危险驾驶罪
                    性取向：同性恋                       | orientation:同性恋
                    我月薪8000元能申请吗                 | income:8000元
                    家庭年收入十二万左右                 | income:十二万
                    负债30万                             | income:30万
                    年收入2.4万，2018年毕业              | income:2.4万
                    存款1,200元                          | income:1,200元
                    """)
    void whatIsSaidOfSomebody(String text, String found) {
        assertThat(Sights.found(text)).containsExactly(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "少数民族有哪些优惠政策？",
                "民族团结进步",
                "我是汉口人",
                "我是回族自治县的老师",
                "尊重宗教信仰自由",
                "伊斯兰教的斋月是哪个月？",
                "糖尿病门诊慢特病怎么办理",
                "患有糖尿病患者的家属",
                "查出问题怎么办",
                "诊断证明怎么开",
                "最低月工资2360元",
                "平均月收入超过5000元",
                "工资怎么发",
                "拖欠月工资2390元怎么投诉",
                "患有高血压等慢性病的老人",
                "我是群众演员",
                "无犯罪记录证明怎么开",
                "盗窃罪怎么判？",
                "同性恋能不能办意定监护？"
            })
    void whatIsSaidOfEverybody(String text) {
        assertThat(Sights.found(text)).isEmpty();
    }
}
