package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
import io.jianhu.text.Resource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who asks a robot politely speaks to it: 你能告诉我…吗. That is no question about the robot, and no call for a human,
 * whatever the matter is called.
 */
class PoliteQuestionsTest {

    private static final List<String> FORMS = List.of(
            "你能告诉我%s吗",
            "请问您知道%s吗？",
            "你可以帮我查一下%s吗",
            "您有%s的办事指南吗",
            "你会不会办%s",
            "你们这里能办%s吗？",
            "你是管%s的吗",
            "你有没有%s的资料",
            "能不能给我讲讲%s",
            "你说说%s",
            "麻烦你帮我看看%s可以吗",
            "我想跟你咨询%s");

    @Test
    void noFormOfPolitenessChangesWhatIsAsked() {
        ShippedRules rules = new ShippedRules();
        List<String> taken = topics().flatMap(topic -> FORMS.stream().map(form -> form.formatted(topic)))
                .filter(question -> rules.decision(question) != Decision.ALLOW)
                .toList();
        assertThat(taken).isEmpty();
    }

    private static Stream<String> topics() {
        return Resource.text(PoliteQuestionsTest.class, "service-topics.txt")
                .lines()
                .filter(line -> !line.startsWith("#"));
    }
}
