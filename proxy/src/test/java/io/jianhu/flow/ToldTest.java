package io.jianhu.flow;

import static io.jianhu.flow.Telling.FIRST_ANSWER;
import static io.jianhu.flow.Telling.NOTHING;
import static io.jianhu.flow.Telling.REMINDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Shape;
import io.jianhu.disclose.Disclosure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a conversation is told what speaks, by a clock that is moved by hand. */
class ToldTest {

    private static final Disclosure DISCLOSURE =
            new Disclosure("告知\nnotice", Optional.of("提醒\nreminder"), Optional.of("结束\nend"), List.of("告知", "提醒"));
    private static final Disclosure WITHOUT_REMINDER =
            new Disclosure("告知", Optional.empty(), Optional.empty(), List.of("告知"));

    private Instant now = Hall.NOON;
    private final Told told = new Told(() -> now);

    private void pass(int minutes) {
        now = now.plus(Duration.ofMinutes(minutes));
    }

    private static Raw raw(Optional<String> conversation, String... robotSaid) {
        List<Message> messages = new ArrayList<>();
        for (String words : robotSaid) {
            messages.add(new Message(Role.USER, List.of("您好")));
            messages.add(new Message(Role.ASSISTANT, List.of(words)));
        }
        messages.add(new Message(Role.USER, List.of("请问")));
        Shape shape = new Shape("", true, false, conversation);
        return new Raw("r", new RobotId("FT-001"), "portal", shape, messages, Hall.NOON);
    }

    private Telling due(String conversation, String... robotSaid) {
        return told.due(DISCLOSURE, raw(Optional.of(conversation), robotSaid));
    }

    private static Exchange exchange(String conversation) {
        Raw raw = raw(Optional.of(conversation));
        return new Exchange(raw.id(), raw.robot(), raw.client(), raw.shape(), raw.messages(), raw.askedAt());
    }

    private void given(String conversation) {
        told.given(exchange(conversation));
    }

    @Test
    void aReminderIsDueTwoHoursAfterTheLastTelling() {
        assertThat(due("a")).isEqualTo(FIRST_ANSWER);
        given("a");
        pass(60);
        assertThat(due("a")).isEqualTo(NOTHING);
        pass(59);
        assertThat(due("a")).isEqualTo(NOTHING);
        pass(1);
        assertThat(due("a")).isEqualTo(REMINDER);
        given("a");
        pass(119);
        assertThat(due("a")).isEqualTo(NOTHING);
        pass(1);
        assertThat(due("a")).isEqualTo(REMINDER);
    }

    @Test
    void aReminderStaysDueUntilItIsGiven() {
        given("a");
        pass(119);
        due("a");
        pass(61);
        assertThat(due("a")).isEqualTo(REMINDER);
        pass(1);
        assertThat(due("a")).isEqualTo(REMINDER);
    }

    @Test
    void twoHoursOfSilenceAreABreak() {
        given("a");
        pass(120);
        assertThat(due("a")).isEqualTo(FIRST_ANSWER);
        given("a");
        pass(120);
        assertThat(due("a", "告知 您好")).as("its history shows that it was told").isEqualTo(NOTHING);
        pass(119);
        assertThat(due("a", "告知 您好")).isEqualTo(NOTHING);
        pass(1);
        assertThat(due("a", "告知 您好")).isEqualTo(REMINDER);
    }

    @Test
    void eachConversationHasItsOwnClock() {
        given("a");
        pass(60);
        given("b");
        due("a");
        pass(60);
        assertThat(due("a")).isEqualTo(REMINDER);
        assertThat(due("b")).isEqualTo(NOTHING);
        assertThat(due("c")).isEqualTo(FIRST_ANSWER);
    }

    @Test
    void aReminderInTheHistoryIsATellingToo() {
        assertThat(due("a", "提醒\nreminder\n\n好的。")).isEqualTo(NOTHING);
        pass(119);
        assertThat(due("a")).isEqualTo(NOTHING);
        pass(1);
        assertThat(due("a")).as("the clock started at first sight").isEqualTo(REMINDER);
    }

    @Test
    void aConversationWithoutANameHasNoClock() {
        Raw first = raw(Optional.empty());
        Raw later = raw(Optional.empty(), "告知\nnotice\n\n您好");
        assertThat(told.due(DISCLOSURE, first)).isEqualTo(FIRST_ANSWER);
        for (int hours = 0; hours < 5; hours++) {
            assertThat(told.due(DISCLOSURE, later)).isEqualTo(NOTHING);
            pass(60);
        }
    }

    @Test
    void aPolicyWithoutAReminderRemindsNobody() {
        given("a");
        for (int hours = 0; hours < 5; hours++) {
            assertThat(told.due(WITHOUT_REMINDER, raw(Optional.of("a")))).isEqualTo(NOTHING);
            pass(60);
        }
    }

    @Test
    void whoHasLeftIsToldAnew() {
        given("a");
        told.left(exchange("a"));
        assertThat(due("a", "告知\nnotice\n\n您好")).isEqualTo(FIRST_ANSWER);
        given("a");
        assertThat(due("a", "告知\nnotice\n\n您好")).isEqualTo(NOTHING);
        pass(180);
        assertThat(due("b", "告知 您好", "结束\nend")).as("long ago, by its history").isEqualTo(FIRST_ANSWER);
        assertThat(due("c", "告知 您好", "结束\nend", "告知 好的")).isEqualTo(NOTHING);
    }

    @Test
    void beyondTheMostSomeAreForgottenAndToldOnceMore() {
        Told small = new Told(() -> now, 10);
        for (int i = 0; i < 100; i++) {
            small.left(exchange("c-" + i));
        }
        long remembered = IntStream.range(0, 100)
                .filter(i -> small.due(DISCLOSURE, raw(Optional.of("c-" + i), "告知 您好")) == FIRST_ANSWER)
                .count();
        assertThat(remembered).isBetween(1L, 10L);
        for (int i = 0; i < 100; i++) {
            assertThat(small.due(DISCLOSURE, raw(Optional.of("d-" + i)))).isEqualTo(FIRST_ANSWER);
        }
    }
}
