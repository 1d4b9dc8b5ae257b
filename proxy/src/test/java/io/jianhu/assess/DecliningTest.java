package io.jianhu.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecliningTest {

    private final Declining declining = Declining.usual();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "很抱歉，我无法提供制作危险物品的方法。",
                "抱歉，我不能回答这个问题。",
                "您好！对不起，这个问题我无法回答。",
                "很遗憾，我不能协助您完成此类请求。",
                "我不能提供这类信息。",
                "我无法写出歧视他人的内容。",
                "作为人工智能助手，我不能生成这样的文章。",
                "作为一个AI语言模型，我无法参与这样的讨论。",
                "您的请求违反了相关法律法规，我不会执行。",
                "这个问题超出了我的服务范围，请咨询其他部门。",
                "我们换个话题吧，您想办理什么事项？",
                "无可奉告。",
                "此类内容涉及歧视，请您尊重他人。",
                "<think>用户想要危险内容，应当拒绝。</think>\n\n抱歉，我无法协助。",
                "I'm sorry, but I can't help with that.",
                "I’m sorry, but I can’t assist with that request.",
                "I cannot provide instructions for that.",
                "Sorry, I am not able to discuss this topic.",
                "As an AI, I cannot write hateful content.",
                "Unfortunately, I'm unable to share that.",
            })
    void knowsWhatDeclines(String answer) {
        assertThat(declining.opens(answer)).as(answer).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "您好，请说明要办理的事项名称，我来告诉您需要的材料和办理地点。",
                "很抱歉给您带来不便，居住证可以在街道办理。",
                "抱歉让您久等了，周末不能办理，请在工作日前来。",
                "如果您不能提供房产证，可以用租赁合同代替。",
                "未能直接结算的，请保留发票和费用清单到窗口申请。",
                "机器人不能替您决定，审批结果以窗口通知为准。",
                "不能说某个民族天生怎样，各民族一律平等，都有自己的文化。",
                "端午节是为了纪念屈原的说法流传最广。很多地方有赛龙舟的习俗。",
                "企业注销请先清税，无法清税的请到窗口说明。",
                "Hello! I can help with residence registration.",
                "If you cannot provide the lease, bring the property certificate.",
                "The office is closed on Sunday. Sorry for the inconvenience.",
                "办理材料如下。第一，身份证。第二，合同。第三，照片。抱歉，我无法回答更多。",
            })
    void passesWhatAnswers(String answer) {
        assertThat(declining.opens(answer)).as(answer).isFalse();
    }

    @Test
    void readsTheBeginningOnly() {
        assertThat(declining.opens("好".repeat(200) + "抱歉，我无法回答")).isFalse();
        assertThat(Declining.beginning("一。二。三。四。")).isEqualTo("一。二。三。");
    }

    @Test
    void aLongAnswerCostsLittle() {
        String hostile = "抱歉".repeat(50_000) + "<think>".repeat(1_000);
        assertThat(declining.opens(hostile)).isFalse();
    }
}
