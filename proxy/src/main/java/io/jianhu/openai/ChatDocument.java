package io.jianhu.openai;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import java.util.Set;

/** A completion that comes as one document. */
final class ChatDocument {

    private ChatDocument() {}

    /** @param tools the names that a tool call may bear even if they do not read like identifiers */
    static Part.Words read(Completion kind, Set<String> tools, Json.Members answer) throws MalformedAnswer {
        if (answer.has("error")) {
            throw new MalformedAnswer("error");
        }
        if (answer.items("choices").isEmpty()) {
            throw MalformedAnswer.garbage();
        }
        Heard.Reading reading = Heard.read(
                kind.written(),
                ChatAnswer.walk(tools),
                answer,
                (channel, text) -> Surrogates.mended(text),
                ChatFacts.of(answer, "message"));
        return reading.part(ChatAnswer.choices(reading.heard().document(), false), Set.of());
    }
}
