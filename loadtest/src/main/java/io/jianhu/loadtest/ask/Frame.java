package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.Scan;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a gateway says before and after the model's words: the notice that a machine speaks, and the label. As bytes of JSON
 * text.
 */
public record Frame(byte[] before, byte[] after) {

    /** That nothing is added. */
    public static final Frame NONE = new Frame(new byte[0], new byte[0]);

    /** What stands around the right answer in a text; empty when the right answer is not in it. */
    public static Optional<Frame> around(byte[] answer, byte[] text) {
        int at = Scan.find(text, 0, text.length, answer);
        return at == Scan.NONE
                ? Optional.empty()
                : Optional.of(
                        new Frame(Arrays.copyOf(text, at), Arrays.copyOfRange(text, at + answer.length, text.length)));
    }
}
