package io.jianhu.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MessageTest {

    @Test
    void knowsTheDigestOfEachText() {
        // printf '' | sha256sum; printf '您好' | sha256sum
        assertThat(new Message(Role.USER, List.of("", "您好")).digests())
                .extracting(HexFormat.of()::formatHex)
                .containsExactly(
                        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                        "609bc0751d56eb467961e2bc6f798f7d44627696248e52315e1d6d091bdf502a");
    }

    @Test
    void isWhatItSaysAndWhoSaysIt() {
        Message message = new Message(Role.USER, List.of("您好"));
        assertThat(message)
                .isEqualTo(new Message(Role.USER, List.of("您好")))
                .hasSameHashCodeAs(new Message(Role.USER, List.of("您好")))
                .isNotEqualTo(new Message(Role.ASSISTANT, List.of("您好")))
                .isNotEqualTo(new Message(Role.USER, List.of("您", "好")));
    }

    @Test
    void printsNoWord() {
        assertThat(new Message(Role.USER, List.of("13800138000"))).hasToString("USER[1 texts]");
    }
}
