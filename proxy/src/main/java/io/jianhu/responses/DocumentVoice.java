package io.jianhu.responses;

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
import org.jspecify.annotations.Nullable;

/** Writes a response that goes out as one document: a stream of one part. */
final class DocumentVoice implements Voice {

    private static final byte[] NOTHING = {};

    private final JsonText json;
    private final Envelope envelope;
    private final Gathered gathered = new Gathered();
    private @Nullable Heard heard;
    private Json.@Nullable Members document;
    private boolean kept;
    private boolean over;

    DocumentVoice(JsonText json, Envelope envelope) {
        this.json = json;
        this.envelope = envelope;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            heard = Heard.in(Document.FORM, words).orElse(heard);
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
                document =
                        document == null ? null : Objects.requireNonNull(heard).appended(document, tail.passage());
            }
            case Part.Call call -> {
                if (document != null) {
                    throw new IllegalArgumentException("a document has its calls where they stand");
                }
                gathered.take(call);
            }
            case Part.Said said -> {
                document = said(said);
                kept = false;
            }
            case Part.Last last -> {
                over = true;
                Json.Members whole = shown();
                if (kept) {
                    envelope.kept(whole);
                } else {
                    envelope.unkept(whole);
                }
                return json.write(
                        last.stamp().map(stamp -> Stamps.on(whole, stamp)).orElse(whole));
            }
        }
        return NOTHING;
    }

    private void words(Part.Words words) {
        Heard own = Heard.in(Document.FORM, words).orElse(null);
        if (own == null) {
            gathered.take(words);
            return;
        }
        Json.Members shown = envelope.own(own.showing(words, own.changed(words.passages())));
        document = shown.map().containsKey("output_text") ? shown.with("output_text", joined(shown)) : shown;
        kept = true;
    }

    /** All that its messages say, as clients put it together. */
    private static Json joined(Json.Members response) {
        StringBuilder joined = new StringBuilder();
        for (Json item : response.items("output")) {
            if (item instanceof Json.Members message) {
                for (Json part : message.items("content")) {
                    if (part instanceof Json.Members text
                            && text.text("type").orElse("").equals(Line.OUTPUT_TEXT.type())) {
                        joined.append(text.text("text").orElse(""));
                    }
                }
            }
        }
        return new Json.Text(joined.toString());
    }

    /** What was written so far; what was said in another tongue, or an answer without words, when nothing was. */
    private Json.Members shown() {
        return document == null ? translated() : document;
    }

    private Json.Members translated() {
        List<Json> output = new ArrayList<>();
        Gathered.Choice said = gathered.choices(1).get(0);
        if (said == null) {
            return Envelope.ended(envelope.response(), Stop.END, output);
        }
        if (!said.text(Kind.REASONING).isEmpty()) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("summary", new Json.Items(List.of()));
            members.put("content", new Json.Items(List.of(part(Line.THOUGHT, said.text(Kind.REASONING)))));
            output.add(item("reasoning", envelope.id("rs", output.size()), members));
        }
        List<Json> content = new ArrayList<>();
        if (!said.text(Kind.CONTENT).isEmpty()) {
            content.add(part(Line.OUTPUT_TEXT, said.text(Kind.CONTENT)));
        }
        if (!said.text(Kind.REFUSAL).isEmpty()) {
            content.add(part(Line.REFUSAL, said.text(Kind.REFUSAL)));
        }
        if (!content.isEmpty()) {
            output.add(message(envelope.id("msg", output.size()), content));
        }
        for (Gathered.Call call : said.calls()) {
            Map<String, Json> members = new LinkedHashMap<>();
            members.put("arguments", new Json.Text(call.arguments()));
            members.put("call_id", Envelope.word(call.id().isEmpty() ? envelope.id("call", output.size()) : call.id()));
            members.put("name", new Json.Text(call.name()));
            output.add(item(Line.ARGUMENTS.type(), envelope.id("fc", output.size()), members));
        }
        return Envelope.ended(envelope.response(), said.stop(), output).with("usage", Envelope.usage(gathered.usage()));
    }

    private static Json message(String id, List<Json> content) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("role", Envelope.word("assistant"));
        members.put("content", new Json.Items(content));
        return item("message", id, members);
    }

    private static Json item(String type, String id, Map<String, Json> members) {
        Map<String, Json> item = new LinkedHashMap<>();
        item.put("id", Envelope.word(id));
        item.put("type", Envelope.word(type));
        item.put("status", Envelope.word("completed"));
        item.putAll(members);
        return new Json.Members(item);
    }

    private static Json part(Line line, String text) {
        Item item = new Item(0, Json.Members.NONE);
        return item.piece(line, 0, new StringBuilder(text)).whole();
    }

    /** The gateway's words in a message behind what was said, and no calls. */
    private Json.Members said(Part.Said said) {
        Json.Members before = document == null && heard != null
                ? envelope.response().with("usage", usage(heard.document()))
                : shown();
        List<Json> output = new ArrayList<>();
        for (Json item : before.items("output")) {
            if (item instanceof Json.Members known
                    && Line.ofType(known.text("type").orElse(""))
                            .filter(Line::isCall)
                            .isEmpty()) {
                output.add(item);
            }
        }
        output.add(message(envelope.id("msg", output.size()), List.of(part(Line.OUTPUT_TEXT, said.text()))));
        Json.Members ended = Envelope.ended(before, Stop.of(said.finish()), output);
        return ended.map().containsKey("output_text") ? ended.with("output_text", joined(ended)) : ended;
    }

    private static Json usage(Json.Members response) {
        Json usage = response.get("usage");
        return usage == null ? Json.NULL : usage;
    }
}
