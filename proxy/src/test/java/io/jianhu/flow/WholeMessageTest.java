package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Shape;
import io.jianhu.text.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which messages are nothing but the words of a file. */
class WholeMessageTest {

    private static final WholeMessage EXIT = WholeMessage.of("exit-words.txt");
    private static final WholeMessage CANCEL = WholeMessage.of("cancel-words.txt");

    private static Exchange exchange(Message... messages) {
        Shape shape = new Shape("", false, false, Optional.empty());
        return new Exchange("r", new RobotId("FT-001"), "portal", shape, List.of(messages), Instant.EPOCH);
    }

    private static Exchange says(String... texts) {
        return exchange(new Message(Role.USER, List.of(texts)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "退出",
                "退出。",
                "“退出”",
                " 退 出 ",
                "再见",
                "再见～👋🏽",
                "拜拜!!!",
                "不聊了…",
                "结束对话",
                "結束對話",
                "关闭对话",
                "谢谢，再见！",
                "quit",
                "EXIT",
                "ｂｙｅ",
                "Good-bye.",
                "Thank you, bye!",
                "stop"
            })
    void isNothingElse(String words) {
        assertThat(EXIT.isNewestOf(says(words))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "。",
                "怎么退出医保",
                "退出医保",
                "退出公积金要带什么",
                "结束时间",
                "再见面谈",
                "能不能不聊了",
                "stop smoking",
                "how do I exit",
                "exit visa",
                "〔姓名·k3f9〕再见"
            })
    void isSomethingElse(String words) {
        assertThat(EXIT.isNewestOf(says(words))).isFalse();
    }

    @Test
    void onlyTheCitizensNewestMessageCounts() {
        Message bye = new Message(Role.USER, List.of("再见"));
        Message more = new Message(Role.USER, List.of("还有一件事"));
        Message robot = new Message(Role.ASSISTANT, List.of("再见"));
        assertThat(EXIT.isNewestOf(exchange(bye, robot, more))).isFalse();
        assertThat(EXIT.isNewestOf(exchange(more, robot, bye))).isTrue();
        assertThat(EXIT.isNewestOf(exchange(robot))).isFalse();
        assertThat(EXIT.isNewestOf(says("再", "见"))).as("a message in two parts").isTrue();
        assertThat(EXIT.isNewestOf(says("再见", "医保怎么转"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"取消人工", "取消人工。", "Cancel human!"})
    void whoCancelsDoesNotLeave(String words) {
        assertThat(CANCEL.isNewestOf(says(words))).isTrue();
        assertThat(EXIT.isNewestOf(says(words))).isFalse();
    }

    @Test
    void noWordBothCancelsAndEnds() {
        assertThat(Resource.text(WholeMessage.class, "exit-words.txt").lines())
                .noneMatch(line -> CANCEL.isNewestOf(says(line)));
    }
}
