package io.jianhu.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HalvesTest {

    private final Halves halves = new Halves();

    @ParameterizedTest
    @EnumSource(names = {"CONTENT", "REASONING", "REFUSAL", "TOOL", "ARGUMENTS"})
    void aPairThatIsCutIsJoinedInWhatIsSaid(Kind kind) {
        Channel channel = new Channel(0, kind, 0);
        assertThat(halves.joined(channel, "好\ud83d")).isEqualTo("好");
        assertThat(halves.joined(channel, "\ude00呀")).isEqualTo("😀呀");
    }

    /** A string that lost its half could read like a name, or like nothing, and pass unseen where it was a text before. */
    @ParameterizedTest
    @EnumSource(names = {"OTHER", "ASIDE"})
    void whatStandsBesideKeepsNoHalfBack(Kind kind) {
        Channel channel = new Channel(0, kind, 0);
        assertThat(halves.joined(channel, "\ud83d")).isEqualTo("\ufffd");
        assertThat(halves.joined(channel, "x\ud83d")).isEqualTo("x\ufffd");
        assertThat(halves.joined(channel, "y")).isEqualTo("y");
    }

    @Test
    void aHalfAloneIsReplaced() {
        Channel words = Channel.content(0);
        assertThat(halves.joined(words, "\ud83d")).isEmpty();
        assertThat(halves.joined(words, "一")).isEqualTo("\ufffd一");
        assertThat(halves.joined(words, "\ude00")).isEqualTo("\ufffd");
    }
}
