package io.jianhu.openai;

import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Gathered;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Voice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a chat completion that goes out as one document: a stream of one part. */
final class ChatDocumentVoice implements Voice {

    private static final byte[] NOTHING = {};
    private static final String OBJECT = "chat.completion";

    private final JsonText json;
    private final Canned canned;
    private final Gathered gathered = new Gathered();
    private @Nullable Heard heard;
    private Json.@Nullable Members document;
    private boolean over;

    ChatDocumentVoice(JsonText json, Canned canned) {
        this.json = json;
        this.canned = canned;
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            heard = Heard.in(ChatDocumentEar.FORM, words).orElse(heard);
            gathered.hears(words);
        }
    }

    @Override
    public byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        switch (part) {
            case Part.First first -> {
                // The one document is the last event too, and has the label in its stamp.
            }
            case Part.Words words -> words(words);
            case Part.Tail tail -> {
                gathered.take(tail);
                document = document == null ? null : known().appended(document, tail.passage());
            }
            case Part.Call call -> {
                if (document != null) {
                    throw new IllegalArgumentException("a document has its calls where they stand");
                }
                gathered.take(call);
            }
            case Part.Said said -> document = said(said);
            case Part.Last last -> {
                over = true;
                Json.Members whole = shown();
                return json.write(
                        last.stamp().map(stamp -> Stamps.on(whole, stamp)).orElse(whole));
            }
        }
        return NOTHING;
    }

    private void words(Part.Words words) {
        Optional<Heard> own = Heard.in(ChatDocumentEar.FORM, words);
        if (own.isPresent()) {
            document = own.get().showing(words, own.get().changed(words.passages()));
        } else {
            gathered.take(words);
        }
    }

    private Heard known() {
        return Objects.requireNonNull(heard);
    }

    /** What was written so far; what was said in another tongue, or an answer without words, when nothing was. */
    private Json.Members shown() {
        return document == null ? translated() : document;
    }

    private Json.Members translated() {
        Map<String, Json> whole = canned.envelope(OBJECT, heard == null ? Json.Members.NONE : heard.document());
        List<Json> choices = new ArrayList<>();
        gathered.choices(canned.choices()).forEach((index, choice) -> choices.add(choice(index, choice)));
        whole.put("choices", new Json.Items(choices));
        whole.put("usage", Canned.usage(gathered.usage()));
        return new Json.Members(whole);
    }

    private Json choice(int index, Gathered.Choice said) {
        Map<String, Json> message = new LinkedHashMap<>();
        String refusal = said.text(Kind.REFUSAL);
        message.put("role", new Json.Text("assistant"));
        message.put("content", new Json.Text(said.text(Kind.CONTENT)));
        message.put("refusal", refusal.isEmpty() ? Json.NULL : new Json.Text(refusal));
        if (!said.text(Kind.REASONING).isEmpty()) {
            message.put("reasoning_content", new Json.Text(said.text(Kind.REASONING)));
        }
        if (!said.calls().isEmpty()) {
            message.put("tool_calls", ChatCalls.whole(canned.request(), said.calls()));
        }
        Map<String, Json> choice = new LinkedHashMap<>();
        choice.put("index", new Json.Literal(Integer.toString(index)));
        choice.put("message", new Json.Members(message));
        choice.put("logprobs", Json.NULL);
        choice.put("finish_reason", new Json.Text(ChatFacts.word(said.stop())));
        return new Json.Members(choice);
    }

    private Json.Members said(Part.Said said) {
        Json.Members whole = shown();
        List<Json> choices = new ArrayList<>();
        for (Json item : whole.items("choices")) {
            if (item instanceof Json.Members choice) {
                Json.Members message =
                        choice.members("message").without("tool_calls").without("function_call");
                choices.add(choice.with("message", message.with("content", joined(message, said.text())))
                        .with("logprobs", Json.NULL)
                        .with("finish_reason", ChatStreamVoice.finish(said.finish())));
            }
        }
        return whole.with("choices", new Json.Items(choices));
    }

    private static Json joined(Json.Members message, String text) {
        if (!message.items("content").isEmpty()) {
            List<Json> parts = new ArrayList<>(message.items("content"));
            Map<String, Json> part = new LinkedHashMap<>();
            part.put("type", new Json.Text("text"));
            part.put("text", new Json.Text(text));
            parts.add(new Json.Members(part));
            return new Json.Items(parts);
        }
        return new Json.Text(message.text("content").orElse("") + text);
    }

    @Override
    public String contentType() {
        return "application/json";
    }
}
