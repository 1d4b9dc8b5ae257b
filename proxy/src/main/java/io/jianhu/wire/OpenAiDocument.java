package io.jianhu.wire;

import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A chat completion that comes as one document: a stream of one part. */
final class OpenAiDocument implements Reply {

    private static final byte[] NOTHING = {};
    private static final String OBJECT = "chat.completion";

    private final JsonText json;
    private final int cap;
    private final OpenAiCanned canned;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Json.Members answered = Json.Members.NONE;
    private String fingerprint = "";
    private Json.@Nullable Members document;
    private boolean ended;
    private boolean over;

    OpenAiDocument(JsonText json, int cap, OpenAiCanned canned) {
        this.json = json;
        this.cap = cap;
        this.canned = canned;
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        if (received.size() + bytes.length > cap) {
            throw new MalformedAnswer("too-large");
        }
        received.writeBytes(bytes);
        return List.of();
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (ended) {
            return List.of();
        }
        ended = true;
        Json value;
        try {
            value = json.read(received.toByteArray());
        } catch (MalformedJson malformed) {
            throw OpenAiAnswer.garbage();
        }
        if (!(value instanceof Json.Members answer)) {
            throw OpenAiAnswer.garbage();
        }
        if (answer.has("error")) {
            throw new MalformedAnswer("error");
        }
        if (answer.items("choices").isEmpty()) {
            throw OpenAiAnswer.garbage();
        }
        Part.Words words = OpenAiEvent.read(answer, canned.tools(), (channel, text) -> Surrogates.mended(text));
        answered = OpenAiEvent.of(words).document();
        fingerprint = Fingerprint.of(answer);
        Set<Integer> all = OpenAiAnswer.choices(answered, false);
        return List.of(new Part.Words(words.passages(), all, words.stray(), words.carrier()), Part.Last.UNSTAMPED);
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
            case Part.Words words -> {
                OpenAiEvent event = OpenAiEvent.of(words);
                document = event.showing(words, canned.tools(), event.changed(words.passages()));
            }
            case Part.Tail tail -> document = appended(shown(), tail.passage());
            case Part.Call call -> throw new IllegalArgumentException("a document has its calls where they stand");
            case Part.Said said -> document = said(said);
            case Part.Last last -> {
                over = true;
                Json.Members whole = shown();
                return json.write(
                        last.stamp().map(stamp -> OpenAiStamp.on(whole, stamp)).orElse(whole));
            }
        }
        return NOTHING;
    }

    /** What was written so far; an answer without words when nothing was. */
    private Json.Members shown() {
        return document == null ? empty() : document;
    }

    private Json.Members empty() {
        Map<String, Json> whole = canned.envelope(OBJECT, answered);
        List<Json> choices = new ArrayList<>();
        for (int index : choices(answered)) {
            Map<String, Json> message = new LinkedHashMap<>();
            message.put("role", new Json.Text("assistant"));
            message.put("content", new Json.Text(""));
            message.put("refusal", Json.NULL);
            Map<String, Json> choice = new LinkedHashMap<>();
            choice.put("index", new Json.Literal(Integer.toString(index)));
            choice.put("message", new Json.Members(message));
            choice.put("logprobs", Json.NULL);
            choice.put("finish_reason", OpenAiStamp.finish(Part.Finish.STOP));
            choices.add(new Json.Members(choice));
        }
        whole.put("choices", new Json.Items(choices));
        whole.put("usage", answered.has("usage") ? answered.members("usage") : OpenAiCanned.usage());
        return new Json.Members(whole);
    }

    private static Set<Integer> choices(Json.Members answer) {
        try {
            Set<Integer> choices = OpenAiAnswer.choices(answer, false);
            return choices.isEmpty() ? Set.of(0) : choices;
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
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
                        .with("finish_reason", OpenAiStamp.finish(said.finish())));
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

    /** The document with more words at the end of a channel that it has. */
    private Json.Members appended(Json.Members whole, Passage tail) {
        OpenAiWords words = (channel, text) -> channel.equals(tail.channel()) ? text + tail.text() : text;
        try {
            return new OpenAiAnswer(canned.tools(), words).walk(whole);
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public String model() {
        return answered.text("model").filter(name -> name.length() <= 128).orElse("");
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
