package io.jianhu.wire;

import io.jianhu.chat.Channel;

/** What a walk over an answer does with the words it meets. */
interface OpenAiWords {

    /** Answers what stands in the text's place. */
    String text(Channel channel, String text);

    /** Whether the choice's token probabilities may stay beside its words. */
    default boolean keepsProbabilities(int choice) {
        return true;
    }
}
