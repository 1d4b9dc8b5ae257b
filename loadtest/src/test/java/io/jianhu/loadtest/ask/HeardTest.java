package io.jianhu.loadtest.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.model.MockAnswers;
import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Mood;
import io.jianhu.loadtest.talk.Scan;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeardTest {

    private final Dialogue dialogue = new Dialogue(1, 0);

    private byte[] stream() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new MockAnswers(dialogue)
                .events(new MockAnswers.Asked(5, Mood.WILLING, true, Optional.empty()))
                .forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    @Test
    void theTextDoesNotDependOnHowTheBytesAreCut() {
        byte[] bytes = stream();
        byte[] answer = Scan.utf8(dialogue.answer(5));
        for (int piece = 1; piece < 200; piece += 7) {
            Heard heard = new Heard(true);
            for (int at = 0; at < bytes.length; at += piece) {
                heard.read(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece))));
            }
            assertThat(heard.end()).isTrue();
            assertThat(heard.is(new byte[0], answer, new byte[0])).isTrue();
        }
    }

    @Test
    void aStreamWithoutItsEndIsNotWhole() {
        byte[] bytes = stream();
        Heard heard = new Heard(true);
        heard.read(Unpooled.wrappedBuffer(bytes, 0, bytes.length - "data: [DONE]\n\n".length()));
        assertThat(heard.end()).isFalse();
    }

    @Test
    void whatStandsAroundAnAnswerIsItsFrame() {
        Frame frame =
                Frame.around(Scan.utf8("答复"), Scan.utf8("告知。\\n\\n答复（标签）")).orElseThrow();
        assertThat(frame.before()).isEqualTo(Scan.utf8("告知。\\n\\n"));
        assertThat(frame.after()).isEqualTo(Scan.utf8("（标签）"));
        assertThat(Frame.around(Scan.utf8("答复"), Scan.utf8("别的"))).isEmpty();
    }
}
