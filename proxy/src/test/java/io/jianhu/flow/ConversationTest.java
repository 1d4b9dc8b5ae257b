package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Shape;
import io.jianhu.mask.Masker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A conversation has one name at every turn and on every gateway, and no word in it. */
class ConversationTest {

    private static String of(int key, Optional<String> named, String... users) {
        List<Message> messages = new ArrayList<>(List.of(new Message(Role.SYSTEM, List.of("系统"))));
        for (String words : users) {
            messages.add(new Message(Role.USER, List.of(words)));
            messages.add(new Message(Role.ASSISTANT, List.of("好")));
        }
        byte[] secret = new byte[32];
        secret[0] = (byte) key;
        Raw raw = new Raw(
                "r", new RobotId("FT-001"), "portal", new Shape("", true, false, named), messages, Instant.EPOCH);
        return Conversation.of(
                new Masker(secret, 1 << 20, InstantSource.system()).mask(raw).exchange());
    }

    private static String of(int key, String... users) {
        return of(key, Optional.empty(), users);
    }

    @Test
    void theFirstWordsNameItInEveryTurnOnEveryGateway() {
        String first = of(1, "我的手机号是13912345678");
        assertThat(of(1, "我的手机号是13912345678", "还在吗")).isEqualTo(first);
        assertThat(of(2, "我的手机号是13912345678", "还在吗", "喂")).isEqualTo(first);
        assertThat(of(1, "我的手机号是多少")).isNotEqualTo(first);
        assertThat(first).matches("first [0-9a-f]{64}");
    }

    @Test
    void aNameGivenByTheClientIsTheName() {
        assertThat(of(1, Optional.of("c-1"), "一")).isEqualTo(of(2, Optional.of("c-1"), "二"));
        assertThat(of(1, Optional.of("c-1"), "一")).isNotEqualTo(of(1, Optional.of("c-2"), "一"));
        assertThat(of(1)).startsWith("first ");
    }
}
