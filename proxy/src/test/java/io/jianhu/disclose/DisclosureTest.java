package io.jianhu.disclose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Message;
import io.jianhu.chat.ProviderCode;
import io.jianhu.chat.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureTest {

    private static final Message QUESTION = new Message(Role.USER, List.of("你好"));

    private static Disclosure disclosure() throws Exception {
        return Disclosure.of(NoticesTest.notices(), Map.of("robot.name", "小福", "robot.department", "示例局"));
    }

    @Test
    void isDueUntilAnEarlierAnswerCarriesIt() throws Exception {
        Disclosure disclosure = disclosure();
        Message bare = new Message(Role.ASSISTANT, List.of("您好！"));
        Message told = new Message(Role.ASSISTANT, List.of(disclosure.notice() + "\n\n您好！"));
        assertThat(disclosure.isDue(List.of())).isTrue();
        assertThat(disclosure.isDue(List.of(QUESTION, bare, QUESTION))).isTrue();
        assertThat(disclosure.isDue(List.of(QUESTION, told, QUESTION))).isFalse();
    }

    @Test
    void aCitizenWhoTypesTheNoticeDoesNotSwitchItOff() throws Exception {
        Disclosure disclosure = disclosure();
        Message typed = new Message(Role.USER, List.of(disclosure.notice()));
        assertThat(disclosure.isDue(List.of(typed))).isTrue();
        assertThat(disclosure.strip(List.of(typed))).containsExactly(typed);
    }

    @Test
    void theModelDoesNotSeeTheNotice() throws Exception {
        Disclosure disclosure = disclosure();
        Message told = new Message(Role.ASSISTANT, List.of(disclosure.notice() + "\n\n您好！", "另一段"));
        assertThat(disclosure.strip(List.of(QUESTION, told)))
                .containsExactly(QUESTION, new Message(Role.ASSISTANT, List.of("您好！", "另一段")));
        assertThat(disclosure.strip("您好！")).isEqualTo("您好！");
    }

    @Test
    void aReminderCountsAsToldAndTheModelDoesNotSeeItEither() throws Exception {
        Disclosure disclosure = disclosure();
        String reminder = disclosure.reminder().orElseThrow();
        Message reminded = new Message(Role.ASSISTANT, List.of(reminder + "\n\n请带身份证。"));
        assertThat(disclosure.isDue(List.of(QUESTION, reminded))).isFalse();
        assertThat(disclosure.strip(List.of(reminded))).containsExactly(new Message(Role.ASSISTANT, List.of("请带身份证。")));
    }

    @Test
    void isDueAgainAfterTheWordsThatEndedAConversation() throws Exception {
        Disclosure disclosure = disclosure();
        Message told = new Message(Role.ASSISTANT, List.of(disclosure.notice() + "\n\n您好！"));
        Message end = new Message(Role.ASSISTANT, List.of(disclosure.exit().orElseThrow()));
        Message both = new Message(
                Role.ASSISTANT,
                List.of(disclosure.notice() + "\n\n" + disclosure.exit().orElseThrow()));
        assertThat(disclosure.isDue(List.of(told, QUESTION, end, QUESTION))).isTrue();
        assertThat(disclosure.isDue(List.of(both, QUESTION))).isTrue();
        assertThat(disclosure.isDue(List.of(told, end, QUESTION, told))).isFalse();
        assertThat(disclosure.isDue(List.of(told, new Message(Role.USER, end.texts()))))
                .as("typed by the citizen")
                .isFalse();
    }

    @Test
    void aPolicyMayHaveNeitherAReminderNorWordsForLeaving() {
        Disclosure bare = new Disclosure("告知", Optional.empty(), Optional.empty(), List.of("告知"));
        assertThat(bare.reminds()).isFalse();
        assertThat(bare.strip("告知\n\n您好")).isEqualTo("您好");
        assertThat(bare.isDue(List.of(new Message(Role.ASSISTANT, List.of("告知\n\n您好")))))
                .isFalse();
    }

    @Test
    void theLabelHasSevenTextsInTheirOrder() {
        String code = "001191440300708461136T1XGW3";
        assertThat(AigcLabel.of(new ProviderCode(code), "r-1").fields())
                .containsExactly(
                        Map.entry("Label", "1"),
                        Map.entry("ContentProducer", code),
                        Map.entry("ProduceID", "r-1"),
                        Map.entry("ReservedCode1", ""),
                        Map.entry("ContentPropagator", code),
                        Map.entry("PropagateID", "r-1"),
                        Map.entry("ReservedCode2", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "编号", "a\nb"})
    void theLabelTakesPlainNumbersOnly(String id) {
        ProviderCode code = new ProviderCode("001191440300708461136T1XGW3");
        assertThatThrownBy(() -> AigcLabel.of(code, id)).isInstanceOf(IllegalArgumentException.class);
    }
}
