package io.jianhu.wire;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import java.util.HashSet;
import java.util.Set;

/** A chat-completion request. */
final class OpenAiQuestion implements Question {

    private final OpenAiChat dialect;
    private final Json.Members request;
    private final Raw raw;

    OpenAiQuestion(OpenAiChat dialect, Json.Members request, Raw raw) {
        this.dialect = dialect;
        this.request = request;
        this.raw = raw;
    }

    @Override
    public Raw raw() {
        return raw;
    }

    @Override
    public byte[] write(Exchange masked, String model) {
        if (masked.messages().size() != raw.messages().size()) {
            throw new IllegalArgumentException("exchange (expected: the messages of the question)");
        }
        Json.Members walked;
        try {
            walked = OpenAiRequest.walk(request, new PlacedTexts(masked));
        } catch (BadQuestion impossible) {
            throw new IllegalStateException(impossible);
        }
        return dialect.write(model.isEmpty() ? walked : walked.with("model", new Json.Text(model)));
    }

    @Override
    public Reply reply() {
        return dialect.reply(this);
    }

    OpenAiCanned canned() {
        Set<String> tools = new HashSet<>();
        request.items("tools").forEach(tool -> declared(tool, "function", tools));
        request.items("tools").forEach(tool -> declared(tool, "custom", tools));
        request.items("functions").forEach(function -> name(function, tools));
        return new OpenAiCanned(raw.id(), raw.shape().model(), raw.askedAt().getEpochSecond(), Set.copyOf(tools));
    }

    private static void declared(Json tool, String kind, Set<String> names) {
        if (tool instanceof Json.Members members) {
            name(members.members(kind), names);
        }
    }

    private static void name(Json function, Set<String> names) {
        if (function instanceof Json.Members members) {
            members.text("name").ifPresent(names::add);
        }
    }
}
