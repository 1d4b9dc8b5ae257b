package io.jianhu.anthropic;

import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Gathered;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Voice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a message that goes out as one document: a stream of one part. */
final class MessagesDocumentVoice implements Voice {

    private static final byte[] NOTHING = {};

    private final JsonText json;
    private final Canned canned;
    private final Gathered gathered = new Gathered();
    private @Nullable Heard heard;
    private Json.@Nullable Members document;
    private boolean over;

    MessagesDocumentVoice(JsonText json, Canned canned) {
        this.json = json;
        this.canned = canned;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            heard = Heard.in(MessagesDocument.FORM, words).orElse(heard);
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
            case Part.Words words ->
                Heard.in(MessagesDocument.FORM, words)
                        .ifPresentOrElse(
                                own -> document = own.showing(words, own.changed(words.passages())),
                                () -> gathered.take(words));
            case Part.Tail tail -> {
                gathered.take(tail);
                document =
                        document == null ? null : Objects.requireNonNull(heard).appended(document, tail.passage());
            }
            case Part.Call call -> {
                if (document != null) {
                    throw new IllegalArgumentException("a document has its calls where they stand");
                }
                gathered.take(call);
            }
            case Part.Said said -> said(said);
            case Part.Last last -> {
                over = true;
                Json.Members whole = document == null ? translated() : document;
                return json.write(
                        last.stamp().map(stamp -> Stamps.on(whole, stamp)).orElse(whole));
            }
        }
        return NOTHING;
    }

    /** The gateway's words after those that were shown, and no call. */
    private void said(Part.Said said) {
        if (document == null) {
            gathered.take(said);
            return;
        }
        List<Json> content = new ArrayList<>();
        for (Json item : document.items("content")) {
            if (item instanceof Json.Members block && !Blocks.isCall(block) && !isEmpty(block)) {
                content.add(block);
            }
        }
        content.add(Canned.text(said.text()));
        document = document.with("content", new Json.Items(content))
                .with("stop_reason", Canned.reason(Stop.of(said.finish())))
                .with("stop_sequence", Json.NULL);
    }

    /** Whether a block has lost all its words. */
    private static boolean isEmpty(Json.Members block) {
        return Blocks.spoken(block.text("type").orElse(""))
                .flatMap(spoken -> block.text(spoken.getKey()))
                .filter(String::isEmpty)
                .isPresent();
    }

    /** What was said in another tongue, or in this one but not shown. */
    private Json.Members translated() {
        Gathered.Choice said = Objects.requireNonNull(gathered.choices(1).get(0));
        List<Json> content = new ArrayList<>();
        if (!said.text(Kind.REASONING).isEmpty()) {
            content.add(Canned.thought(said.text(Kind.REASONING)));
        }
        String words = said.text(Kind.CONTENT) + said.text(Kind.REFUSAL);
        if (!words.isEmpty()) {
            content.add(Canned.text(words));
        }
        for (Gathered.Call call : said.calls()) {
            content.add(call(call, content.size()));
        }
        Json.Members begun = Optional.ofNullable(heard).map(Heard::document).orElse(Json.Members.NONE);
        return canned.message(begun, content, Canned.reason(said.stop()), gathered.usage());
    }

    private Json call(Gathered.Call call, int position) {
        Map<String, Json> block = new LinkedHashMap<>();
        block.put("type", new Json.Text("tool_use"));
        block.put("id", new Json.Text(call.id().isEmpty() ? "toolu_" + canned.request() + "_" + position : call.id()));
        block.put("name", new Json.Text(call.name()));
        block.put("input", Blocks.object(json, call.arguments()).orElse(Json.Members.NONE));
        return new Json.Members(block);
    }
}
