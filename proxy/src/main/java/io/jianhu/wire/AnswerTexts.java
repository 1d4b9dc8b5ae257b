package io.jianhu.wire;

import io.jianhu.chat.Channel;

/**
 * What a walk over an answer does with what it meets, in order. The same walk gathers the words and, later, puts others
 * in their place, so that both always agree on which is which.
 */
public interface AnswerTexts {

    /** Answers what stands in the text's place. */
    String text(Channel channel, String text);

    /** Whether the piece of the tool call whose arguments are on this channel may stay. */
    default boolean keepsCall(Channel arguments) {
        return true;
    }

    /** Takes note of what may be a tool call in a form that the walk does not know. */
    default void stray() {}

    /** Whether the choice's token probabilities may stay beside its words. */
    default boolean keepsProbabilities(int choice) {
        return true;
    }
}
