package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.chat.Part.Finish;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a streamed answer. The first event carries the label. The newest event that completes a choice, or has none, is withheld until the
 * next one shows that it was not the last; the last carries the stamp.
 */
final class OpenAiStreamWriter {

    private static final String OBJECT = "chat.completion.chunk";
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BLANK = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    private final JsonText json;
    private final OpenAiCanned canned;
    private final OpenAiCalls calls;
    private final Set<Integer> seen = new TreeSet<>();
    private final Set<Integer> open = new TreeSet<>();
    private final Set<Integer> touched = new HashSet<>();
    private Json.Members begun = Json.Members.NONE;
    private Json.@Nullable Members withheld;
    private Map<String, String> label = Map.of();
    private boolean over;

    OpenAiStreamWriter(JsonText json, OpenAiCanned canned, OpenAiCalls calls) {
        this.json = json;
        this.canned = canned;
        this.calls = calls;
    }

    /** Takes the head of the answer, for the gateway's own events, from the model's first one that names a model. */
    void begin(Json.Members event) {
        if (!begun.has("model")) {
            begun = event;
        }
    }

    byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (part) {
            case Part.First first -> label = first.aigc();
            case Part.Words words -> words(words, bytes);
            case Part.Tail tail -> added(tail.passage().channel(), OpenAiDelta.of(tail.passage()), bytes);
            case Part.Call call -> added(call.channel(), calls.delta(call), bytes);
            case Part.Said said -> said(said, bytes);
            case Part.Last last -> last(last, bytes);
        }
        return bytes.toByteArray();
    }

    private void words(Part.Words words, ByteArrayOutputStream bytes) {
        OpenAiEvent event = OpenAiEvent.of(words);
        Set<Integer> changed = event.changed(words.passages());
        touched.addAll(changed);
        boolean whole = touched.isEmpty() && words.calls().isEmpty();
        Json.Members document = whole ? event.document() : event.showing(words, canned.tools(), touched);
        if (!words.ends().containsAll(choices(document, true))) {
            document = OpenAiDelta.unfinished(document, words.ends());
        }
        boolean silent =
                words.passages().stream().allMatch(passage -> passage.text().isEmpty());
        if (!changed.isEmpty() && silent && OpenAiDelta.saysNothingElse(document)) {
            return;
        }
        Set<Integer> choices = choices(document, false);
        seen.addAll(choices);
        open.addAll(choices);
        open.removeAll(words.ends());
        if (choices.isEmpty() || !words.ends().isEmpty()) {
            withhold(document, bytes);
        } else {
            release(bytes);
            event(document, bytes);
        }
    }

    private void added(Channel channel, Json.Members delta, ByteArrayOutputStream bytes) {
        touched.add(channel.choice());
        if (seen.add(channel.choice())) {
            open.add(channel.choice());
        }
        event(delta(channel.choice(), delta, Json.NULL), bytes);
    }

    private void said(Part.Said said, ByteArrayOutputStream bytes) {
        if (seen.isEmpty()) {
            begin(0, bytes);
        } else if (open.isEmpty() && withheld != null) {
            open.addAll(choices(withheld, true));
            withheld = open.isEmpty() ? withheld : null;
        }
        release(bytes);
        Json reason = OpenAiStamp.finish(said.finish());
        for (int choice : open) {
            event(delta(choice, text(said.text()), Json.NULL), bytes);
        }
        for (int choice : List.copyOf(open)) {
            withhold(delta(choice, Json.Members.NONE, reason), bytes);
        }
        open.clear();
    }

    private void begin(int choice, ByteArrayOutputStream bytes) {
        Map<String, Json> role = new LinkedHashMap<>();
        role.put("role", new Json.Text("assistant"));
        role.put("content", new Json.Text(""));
        event(delta(choice, new Json.Members(role), Json.NULL), bytes);
        seen.add(choice);
        open.add(choice);
    }

    private void last(Part.Last last, ByteArrayOutputStream bytes) {
        Json.Members end = withheld;
        withheld = null;
        for (int choice : open) {
            withhold(delta(choice, Json.Members.NONE, OpenAiStamp.finish(Finish.STOP)), bytes);
        }
        if (end != null) {
            withhold(end, bytes);
        }
        Json.Members document = withheld == null ? chunk(List.of()) : withheld;
        event(last.stamp().map(stamp -> OpenAiStamp.on(document, stamp)).orElse(document), bytes);
        bytes.writeBytes(DONE);
        over = true;
    }

    private void withhold(Json.Members document, ByteArrayOutputStream bytes) {
        release(bytes);
        withheld = document;
    }

    private void release(ByteArrayOutputStream bytes) {
        if (withheld != null) {
            event(withheld, bytes);
            withheld = null;
        }
    }

    private void event(Json.Members document, ByteArrayOutputStream bytes) {
        bytes.writeBytes(DATA);
        bytes.writeBytes(json.write(OpenAiStamp.label(document, label)));
        bytes.writeBytes(BLANK);
        label = Map.of();
    }

    private Json.Members delta(int choice, Json.Members delta, Json reason) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("index", new Json.Literal(Integer.toString(choice)));
        members.put("delta", delta);
        members.put("finish_reason", reason);
        return chunk(List.of(new Json.Members(members)));
    }

    private Json.Members chunk(List<Json> choices) {
        Map<String, Json> chunk = canned.envelope(OBJECT, begun);
        chunk.put("choices", new Json.Items(new ArrayList<>(choices)));
        return new Json.Members(chunk);
    }

    private static Json.Members text(String text) {
        return new Json.Members(Map.of("content", new Json.Text(text)));
    }

    private static Set<Integer> choices(Json.Members document, boolean completed) {
        try {
            return OpenAiAnswer.choices(document, completed);
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
