package io.jianhu.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Passage;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShownTest {

    private static final Channel WORDS = Channel.content(0);
    private static final Channel BESIDE = new Channel(0, Kind.OTHER, 7);

    @Test
    void handsOutWhatWasReadWhereItWasRead() {
        Shown shown = new Shown(List.of(new Passage(BESIDE, "旁"), new Passage(WORDS, "正")));
        assertThat(shown.on(BESIDE)).isEqualTo("旁");
        assertThat(shown.on(WORDS)).isEqualTo("正");
        assertThatCode(shown::end).doesNotThrowAnyException();
    }

    @Test
    void nothingIsShownWhereAnotherChannelWasRead() {
        Shown shown = new Shown(List.of(new Passage(BESIDE, "旁"), new Passage(WORDS, "正")));
        assertThatThrownBy(() -> shown.on(WORDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("旁");
    }

    @Test
    void moreOrFewerPlacesThanWereReadAreRefused() {
        Shown none = new Shown(List.of());
        assertThatThrownBy(() -> none.on(WORDS)).isInstanceOf(IllegalStateException.class);
        Shown one = new Shown(List.of(new Passage(WORDS, "正")));
        assertThatThrownBy(one::end).isInstanceOf(IllegalStateException.class);
    }
}
