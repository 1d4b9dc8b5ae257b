package io.jianhu.openai;

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

/** Hears a chat completion that comes as one document: a stream of one part. */
final class ChatDocumentEar implements Ear {

    private final Completion kind;
    private final WholeDocument document;
    private final Set<String> tools;
    private Json.Members answered = Json.Members.NONE;
    private String fingerprint = "";

    ChatDocumentEar(Completion kind, JsonText json, int cap, Set<String> tools) {
        this.kind = kind;
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
        if (answer.has("error")) {
            throw new MalformedAnswer("error");
        }
        if (answer.items("choices").isEmpty()) {
            throw ChatAnswer.garbage();
        }
        Heard.Reading reading = Heard.read(
                kind.written(),
                ChatAnswer.walk(tools),
                answer,
                (channel, text) -> Surrogates.mended(text),
                ChatFacts.of(answer, "message"));
        answered = reading.heard().document();
        fingerprint = Fingerprint.of(answer);
        return List.of(reading.part(ChatAnswer.choices(answered, false), Set.of()), Part.Last.UNSTAMPED);
    }

    @Override
    public String model() {
        return ChatFacts.model(answered);
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
