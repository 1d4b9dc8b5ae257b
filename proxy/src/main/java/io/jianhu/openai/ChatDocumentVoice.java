package io.jianhu.openai;

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

    private final Completion kind;
    private final JsonText json;
    private final Canned canned;
    private final Gathered gathered = new Gathered();
    private @Nullable Heard heard;
    private Json.@Nullable Members document;
    private boolean over;

    ChatDocumentVoice(Completion kind, JsonText json, Canned canned) {
        this.kind = kind;
        this.json = json;
        this.canned = canned;
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            heard = Heard.in(kind.written(), words).orElse(heard);
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
        Optional<Heard> own = Heard.in(kind.written(), words);
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
        Map<String, Json> whole =
                canned.envelope(kind.document(), kind.prefix(), heard == null ? Json.Members.NONE : heard.document());
        List<Json> choices = new ArrayList<>();
        gathered.choices(canned.choices()).forEach((index, choice) -> choices.add(choice(index, choice)));
        whole.put("choices", new Json.Items(choices));
        whole.put("usage", Canned.usage(gathered.usage()));
        return new Json.Members(whole);
    }

    private Json choice(int index, Gathered.Choice said) {
        Map<String, Json> choice = new LinkedHashMap<>();
        choice.put("index", new Json.Literal(Integer.toString(index)));
        choice.putAll(kind.whole(said, canned.request()));
        choice.put("logprobs", Json.NULL);
        choice.put("finish_reason", new Json.Text(ChatFacts.word(said.stop())));
        return new Json.Members(choice);
    }

    private Json.Members said(Part.Said said) {
        Json.Members whole = shown();
        List<Json> choices = new ArrayList<>();
        for (Json item : whole.items("choices")) {
            if (item instanceof Json.Members choice) {
                choices.add(kind.followed(choice, said.text())
                        .with("logprobs", Json.NULL)
                        .with("finish_reason", ChatStreamVoice.finish(said.finish())));
            }
        }
        return whole.with("choices", new Json.Items(choices));
    }

    @Override
    public String contentType() {
        return "application/json";
    }
}
