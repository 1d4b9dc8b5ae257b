package io.jianhu.anthropic;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import java.util.Set;

/** A message that comes as one document. */
final class MessagesDocument {

    static final String FORM = "messages-document";

    private MessagesDocument() {}

    /** @param tools the names that a tool call may bear even if they do not read like identifiers */
    static Part.Words read(JsonText json, Set<String> tools, Json.Members answer) throws MalformedAnswer {
        if (answer.has("error") || answer.text("type").filter("error"::equals).isPresent()) {
            throw new MalformedAnswer("error");
        }
        if (!(answer.get("content") instanceof Json.Items)) {
            throw MalformedAnswer.garbage();
        }
        Heard.Reading reading = Heard.read(
                FORM,
                MessagesAnswer.document(json, tools),
                answer,
                (channel, text) -> Surrogates.mended(text),
                MessagesFacts.message(answer, 0));
        return reading.part(Set.of(0), Set.of());
    }
}
