package io.jianhu.anthropic;

import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.Ear;
import io.jianhu.wire.Fingerprint;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.WholeDocument;
import java.util.List;
import java.util.Set;

/** Hears a message that comes as one document: a stream of one part. */
final class MessagesDocumentEar implements Ear {

    static final String FORM = "messages-document";

    private final JsonText json;
    private final WholeDocument document;
    private final Set<String> tools;
    private Json.Members answered = Json.Members.NONE;

    MessagesDocumentEar(JsonText json, int cap, Set<String> tools) {
        this.json = json;
        this.document = new WholeDocument(json, cap);
        this.tools = tools;
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        document.read(bytes);
        return List.of();
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (document.isTaken()) {
            return List.of();
        }
        Json.Members answer = document.take();
        if (answer.has("error") || answer.text("type").filter("error"::equals).isPresent()) {
            throw new MalformedAnswer("error");
        }
        if (!(answer.get("content") instanceof Json.Items)) {
            throw MessagesAnswer.garbage();
        }
        answered = answer;
        Heard.Reading reading = Heard.read(
                FORM,
                MessagesAnswer.document(json, tools),
                answer,
                (channel, text) -> Surrogates.mended(text),
                MessagesFacts.message(answer, 0));
        return List.of(reading.part(Set.of(0), Set.of()), Part.Last.UNSTAMPED);
    }

    @Override
    public String model() {
        return MessagesFacts.model(answered);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(answered);
    }
}
