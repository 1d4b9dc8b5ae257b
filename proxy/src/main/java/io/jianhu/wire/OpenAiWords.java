package io.jianhu.wire;

import io.jianhu.chat.Channel;

/** What a walk over an answer does with the words it meets. */
interface OpenAiWords {

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
