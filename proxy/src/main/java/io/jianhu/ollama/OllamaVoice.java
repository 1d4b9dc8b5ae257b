package io.jianhu.ollama;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Stamp;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Gathered;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Rest;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import io.jianhu.wire.Voice;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an answer as lines of JSON, or as one document. Of a stream the first line carries the label; the line that is
 * done is withheld until the end of the answer, and carries the stamp.
 */
final class OllamaVoice implements Voice {

    private static final byte[] NOTHING = {};

    private final Call call;
    private final JsonText json;
    private final Head head;
    private final boolean stream;
    private final Gathered gathered = new Gathered();
    private Optional<Heard> heard = Optional.empty();
    private Optional<Json.Members> last = Optional.empty();
    private Optional<Stop> stop = Optional.empty();
    private Map<String, String> label = Map.of();
    private int lines;
    private boolean over;

    /**
     * How an answer begins for which no model has one.
     *
     * @param model the model the client named
     */
    record Head(String model, Instant at) {}

    OllamaVoice(Call call, JsonText json, Head head, boolean stream) {
        this.call = call;
        this.json = json;
        this.head = head;
        this.stream = stream;
    }

    @Override
    public String contentType() {
        return stream ? "application/x-ndjson" : "application/json; charset=utf-8";
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            heard = Heard.in(call.form(), words).or(() -> heard);
            gathered.hears(words);
        }
    }

    @Override
    public byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        if (part instanceof Part.First first) {
            label = first.aigc();
            return NOTHING;
        }
        if (part instanceof Part.Last end) {
            over = true;
            return end(end.stamp());
        }
        return stream ? line(part) : document(part);
    }

    /** One line is a document as it came; of several, from a server that streams unasked, one is made. */
    private byte[] document(Part part) {
        gathered.take(part);
        if (part instanceof Part.Words words) {
            lines++;
            Optional<Heard> own = lines == 1 ? Heard.in(call.form(), words) : Optional.empty();
            last = own.map(line -> line.showing(words, Set.of()));
        } else if (part instanceof Part.Tail tail && last.isPresent() && heard.isPresent()) {
            last = Optional.of(heard.get().appended(last.get(), tail.passage()));
        } else if (part instanceof Part.Said said && last.isPresent()) {
            last = Optional.of(followed(last.get(), said));
        }
        return NOTHING;
    }

    /** A whole answer with the gateway's words behind its own, and without its tool calls. */
    private Json.Members followed(Json.Members answer, Part.Said said) {
        Json reason = new Json.Text(word(Stop.of(said.finish())));
        if (call == Call.GENERATE) {
            return answer.with("response", new Json.Text(answer.text("response").orElse("") + said.text()))
                    .with("done_reason", reason);
        }
        Json.Members message = answer.members("message").without("tool_calls");
        Json words = new Json.Text(message.text("content").orElse("") + said.text());
        return answer.with("message", message.with("content", words)).with("done_reason", reason);
    }

    private byte[] line(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (part) {
            case Part.Words words ->
                Heard.in(call.form(), words)
                        .ifPresentOrElse(own -> own(words, own, bytes), () -> translated(words, bytes));
            case Part.Tail tail -> text(tail.passage(), bytes);
            case Part.Call whole -> called(whole, bytes);
            case Part.Said said -> {
                text(new Passage(Channel.content(0), said.text()), bytes);
                stop = Optional.of(Stop.of(said.finish()));
                last = Optional.empty();
            }
            case Part.First first -> throw new IllegalStateException("written before");
            case Part.Last end -> throw new IllegalStateException("written before");
        }
        return bytes.toByteArray();
    }

    private void own(Part.Words words, Heard own, ByteArrayOutputStream bytes) {
        Json.Members shown = own.showing(words, Set.of());
        boolean changed =
                !own.changed(words.passages()).isEmpty() || words.calls().isPresent();
        if (words.ends().contains(0)) {
            last = Optional.of(shown);
        } else if (!changed || says(shown)) {
            event(Requests.isTrue(shown, "done") ? undone(shown) : shown, bytes);
        }
    }

    /** A line that the model ended with, of an answer that goes on with the gateway's own words. */
    private static Json.Members undone(Json.Members line) {
        return line.with("done", new Json.Literal("false")).without("done_reason");
    }

    private boolean says(Json.Members shown) {
        Json.Members message = call == Call.CHAT ? shown.members("message") : shown;
        return message.map().values().stream()
                        .anyMatch(value -> value instanceof Json.Items items
                                && !items.list().isEmpty())
                || List.of("content", "response", "thinking").stream()
                        .anyMatch(key -> !message.text(key).orElse("").isEmpty());
    }

    private void translated(Part.Words words, ByteArrayOutputStream bytes) {
        gathered.take(words);
        for (Passage passage : words.passages()) {
            if (passage.channel().kind() != Kind.TOOL && passage.channel().kind() != Kind.ARGUMENTS) {
                text(passage, bytes);
            }
        }
        if (words.ends().contains(0)) {
            stop = Optional.of(Carrier.of(words.carrier()).stops().getOrDefault(0, Stop.END));
            gathered.first().calls().forEach(made -> called(made, bytes));
        }
    }

    /** Words of an answer; other choices than the first have no place here. */
    private void text(Passage passage, ByteArrayOutputStream bytes) {
        if (passage.text().isEmpty() || passage.channel().choice() != 0) {
            return;
        }
        Json words = new Json.Text(passage.text());
        Map<String, Json> said = new LinkedHashMap<>();
        switch (passage.channel().kind()) {
            case CONTENT, REFUSAL -> said.put("content", words);
            case REASONING -> {
                said.put("content", new Json.Text(""));
                said.put("thinking", words);
            }
            case ARGUMENTS, TOOL, OTHER, ASIDE -> {
                return; // A call is written whole, and what one tongue says beside its words has no place in another.
            }
        }
        event(message(said), bytes);
    }

    private void called(Part.Call whole, ByteArrayOutputStream bytes) {
        Gathered one = new Gathered();
        one.take(whole);
        one.choices(0).values().forEach(choice -> choice.calls().forEach(made -> called(made, bytes)));
    }

    /** A call is written whole; who only generates text gets none. */
    private void called(Gathered.Call made, ByteArrayOutputStream bytes) {
        if (call == Call.CHAT) {
            Map<String, Json> said = new LinkedHashMap<>();
            said.put("content", new Json.Text(""));
            said.put("tool_calls", calls(List.of(made)));
            event(message(said), bytes);
        }
    }

    private Json calls(List<Gathered.Call> calls) {
        List<Json> items = new ArrayList<>();
        for (Gathered.Call made : calls) {
            Map<String, Json> function = new LinkedHashMap<>();
            function.put("name", new Json.Text(made.name()));
            function.put("arguments", object(made.arguments()));
            items.add(new Json.Members(Map.of("function", new Json.Members(function))));
        }
        return new Json.Items(items);
    }

    /** Arguments as an object; what is none is shown as nothing. */
    private Json object(String arguments) {
        try {
            return json.read(arguments) instanceof Json.Members members ? members : Json.Members.NONE;
        } catch (MalformedJson malformed) {
            return Json.Members.NONE;
        }
    }

    /** A line that is not done, with these members in its message. */
    private Json.Members message(Map<String, Json> said) {
        Map<String, Json> line = envelope();
        words(line, said);
        line.put("done", new Json.Literal("false"));
        return new Json.Members(line);
    }

    private void words(Map<String, Json> line, Map<String, Json> said) {
        if (call == Call.GENERATE) {
            line.put("response", said.getOrDefault("content", new Json.Text("")));
            if (said.containsKey("thinking")) {
                line.put("thinking", said.get("thinking"));
            }
            return;
        }
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text("assistant"));
        message.putAll(said);
        line.put("message", new Json.Members(message));
    }

    private Map<String, Json> envelope() {
        Json.Members begun = heard.map(Heard::document).orElse(Json.Members.NONE);
        Map<String, Json> line = new LinkedHashMap<>();
        line.put("model", plain(begun, "model", head.model()));
        line.put("created_at", plain(begun, "created_at", head.at().toString()));
        return line;
    }

    private static Json plain(Json.Members begun, String key, String otherwise) {
        Json value = begun.get(key);
        return value instanceof Json.Text && Rest.isPlain(value) ? value : new Json.Text(otherwise);
    }

    private byte[] end(Optional<Stamp> stamp) {
        Json.Members done = last.orElseGet(() -> stream ? doneLine() : wholeDocument());
        Json.Members stamped = stamp.map(given -> Stamps.on(done, given)).orElse(done);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(json.write(stamped));
        if (stream) {
            bytes.write('\n');
        }
        return bytes.toByteArray();
    }

    private Json.Members doneLine() {
        return done(Map.of("content", new Json.Text("")), stop.orElse(Stop.END));
    }

    private Json.Members wholeDocument() {
        Gathered.Choice choice = gathered.first();
        Map<String, Json> said = new LinkedHashMap<>();
        said.put("content", new Json.Text(choice.text(Kind.CONTENT) + choice.text(Kind.REFUSAL)));
        if (!choice.text(Kind.REASONING).isEmpty()) {
            said.put("thinking", new Json.Text(choice.text(Kind.REASONING)));
        }
        if (!choice.calls().isEmpty()) {
            said.put("tool_calls", calls(choice.calls()));
        }
        return done(said, choice.stop());
    }

    private Json.Members done(Map<String, Json> said, Stop why) {
        Map<String, Json> line = envelope();
        words(line, said);
        line.put("done", new Json.Literal("true"));
        line.put("done_reason", new Json.Text(word(why)));
        Usage cost = gathered.usage();
        line.put("prompt_eval_count", new Json.Literal(Long.toString(cost.question())));
        line.put("eval_count", new Json.Literal(Long.toString(cost.answer())));
        return new Json.Members(line);
    }

    private void event(Json.Members line, ByteArrayOutputStream bytes) {
        bytes.writeBytes(json.write(label.isEmpty() ? line : Stamps.label(line, label)));
        bytes.write('\n');
        label = Map.of();
    }

    private static String word(Stop stop) {
        return switch (stop) {
            case END, TOOLS -> "stop";
            case LENGTH -> "length";
            case FILTER -> "content_filter";
        };
    }
}
