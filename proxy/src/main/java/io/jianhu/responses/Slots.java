package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.frame.Json;
import io.jianhu.wire.AnswerTexts;
import io.jianhu.wire.MalformedAnswer;

/**
 * Sees a text that a stream repeats whole in its place, where others see words only. In an event that an ear has read,
 * {@code null} stands for what was said before, and words for what was not.
 */
interface Slots extends AnswerTexts {

    /** Answers what stands in the place of a text, or of a call's name, that was said before in whole or in part. */
    Json slot(Channel channel, Json value) throws MalformedAnswer;
}
