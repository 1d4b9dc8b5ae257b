package io.jianhu.openai;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.chat.Part.Finish;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Casting;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import io.jianhu.wire.Voice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed chat completion. The first event carries the label. The newest event that completes a choice, or has
 * none, is withheld until the next one shows that it was not the last; the last carries the stamp.
 */
final class ChatStreamVoice implements Voice {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BLANK = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    private final Completion kind;
    private final JsonText json;
    private final Canned canned;
    private final ChatCalls calls;
    private final Casting casting;
    private final Set<Integer> seen = new TreeSet<>();
    private final Set<Integer> open = new TreeSet<>();
    private final Set<Integer> touched = new HashSet<>();
    private Json.Members begun = Json.Members.NONE;
    private Json.@Nullable Members withheld;
    private Map<String, String> label = Map.of();
    private Optional<Usage> usage = Optional.empty();
    private boolean over;

    ChatStreamVoice(Completion kind, JsonText json, Canned canned) {
        this.kind = kind;
        this.json = json;
        this.canned = canned;
        this.calls = new ChatCalls(canned.request());
        this.casting = new Casting(json);
    }

    @Override
    public String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public void hears(Part part) {
        if (!(part instanceof Part.Words words)) {
            return;
        }
        Heard.in(kind.streamed(), words)
                .ifPresentOrElse(
                        own -> {
                            begun = names(begun) ? begun : own.document();
                            calls.read(own.document());
                        },
                        () -> {
                            calls.read(words);
                            Carrier.of(words.carrier())
                                    .usage()
                                    .ifPresent(told -> usage =
                                            Optional.of(usage.orElse(Usage.NONE).and(told)));
                        });
    }

    /** Whether an event tells whose answer it is; some servers send what they found in the question before it. */
    private static boolean names(Json.Members event) {
        return event.text("model").filter(model -> !model.isEmpty()).isPresent();
    }

    @Override
    public byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (part) {
            case Part.First first -> label = first.aigc();
            case Part.Words words -> words(words, bytes);
            case Part.Tail tail -> tail(tail.passage(), bytes);
            case Part.Call call -> added(call.channel(), calls.delta(call), bytes);
            case Part.Said said -> said(said, bytes);
            case Part.Last last -> last(last, bytes);
        }
        return bytes.toByteArray();
    }

    private void words(Part.Words words, ByteArrayOutputStream bytes) {
        Optional<Heard> own = Heard.in(kind.streamed(), words);
        if (own.isPresent()) {
            words(words, own.get(), bytes);
        } else {
            translated(words, bytes);
        }
    }

    private void words(Part.Words words, Heard event, ByteArrayOutputStream bytes) {
        Set<Integer> changed = event.changed(words.passages());
        touched.addAll(changed);
        if (recast(words, event, bytes)) {
            return;
        }
        boolean whole = !event.isRecast()
                && changed.isEmpty()
                && words.calls().isEmpty()
                && !tellsProbabilities(event.document());
        Json.Members document = whole ? event.document() : event.showing(words, touched);
        if (!words.ends().containsAll(choices(document, true))) {
            document = ChatDelta.unfinished(document, words.ends());
        }
        boolean silent =
                words.passages().stream().allMatch(passage -> passage.text().isEmpty());
        if (!changed.isEmpty() && silent && ChatDelta.saysNothingElse(document)) {
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

    /** Writes what is like an event before it but for its words, where nothing is to be added or withheld. */
    private boolean recast(Part.Words words, Heard event, ByteArrayOutputStream bytes) {
        if (!label.isEmpty() || withheld != null || !words.ends().isEmpty()) {
            return false;
        }
        Optional<byte[]> document = casting.document(event, words, touched);
        document.ifPresent(whole -> {
            int choice = words.passages().getFirst().channel().choice();
            seen.add(choice);
            open.add(choice);
            event(whole, bytes);
        });
        return document.isPresent();
    }

    /** Whether there are token probabilities in an event of a choice whose words are no longer the model's. */
    private boolean tellsProbabilities(Json.Members event) {
        return !touched.isEmpty()
                && event.items("choices").stream()
                        .anyMatch(choice -> choice instanceof Json.Members members && members.has("logprobs"));
    }

    /** What was said in another tongue, piece by piece. */
    private void translated(Part.Words words, ByteArrayOutputStream bytes) {
        Carrier carrier = Carrier.of(words.carrier());
        for (Passage passage : words.passages()) {
            Channel channel = passage.channel();
            boolean shown = !passage.text().isEmpty()
                    && words.calls()
                            .map(known -> known.contains(channel.arguments()))
                            .orElse(true);
            switch (channel.kind()) {
                case CONTENT, REASONING, REFUSAL -> {
                    if (!passage.text().isEmpty()) {
                        opened(channel.choice(), bytes);
                        added(channel, ChatDelta.of(plain(passage)), bytes);
                    }
                }
                case TOOL -> {
                    if (shown) {
                        opened(channel.choice(), bytes);
                        added(channel, calls.begun(channel.arguments(), passage.text()), bytes);
                    }
                }
                case ARGUMENTS -> {
                    if (shown) {
                        added(channel, calls.more(channel, passage.text()), bytes);
                    }
                }
                case OTHER, ASIDE -> {
                    // What one tongue says beside its words has no place in another.
                }
            }
        }
        for (int choice : words.ends()) {
            opened(choice, bytes);
            Stop stop = carrier.stops().getOrDefault(choice, Stop.END);
            open.remove(choice);
            withhold(delta(choice, Json.Members.NONE, new Json.Text(ChatFacts.word(stop))), bytes);
        }
    }

    /** Words that were held back; those of another tongue's call bear its number here. */
    private void tail(Passage passage, ByteArrayOutputStream bytes) {
        boolean call = passage.channel().kind() == Channel.Kind.ARGUMENTS
                && passage.channel().tool() != ChatAnswer.FUNCTION_CALL;
        added(passage.channel(), call ? calls.more(passage.channel(), passage.text()) : ChatDelta.of(passage), bytes);
    }

    private static Passage plain(Passage passage) {
        return new Passage(
                new Channel(passage.channel().choice(), passage.channel().kind(), 0), passage.text());
    }

    private void opened(int choice, ByteArrayOutputStream bytes) {
        if (!seen.contains(choice)) {
            begin(choice, bytes);
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
        Json reason = finish(said.finish());
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
        if (kind == Completion.CHAT) {
            event(delta(choice, new Json.Members(role), Json.NULL), bytes);
        }
        seen.add(choice);
        open.add(choice);
    }

    private void last(Part.Last last, ByteArrayOutputStream bytes) {
        Json.Members end = withheld;
        withheld = null;
        for (int choice : open) {
            withhold(delta(choice, Json.Members.NONE, finish(Finish.STOP)), bytes);
        }
        if (end != null) {
            withhold(end, bytes);
        }
        usage.filter(told -> canned.usage())
                .ifPresent(told -> withhold(chunk(List.of()).with("usage", Canned.usage(told)), bytes));
        Json.Members document = withheld == null ? chunk(List.of()) : withheld;
        event(last.stamp().map(stamp -> Stamps.on(document, stamp)).orElse(document), bytes);
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
        event(json.write(Stamps.label(document, label)), bytes);
        label = Map.of();
    }

    private static void event(byte[] document, ByteArrayOutputStream bytes) {
        bytes.writeBytes(DATA);
        bytes.writeBytes(document);
        bytes.writeBytes(BLANK);
    }

    private Json.Members delta(int choice, Json.Members delta, Json reason) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("index", new Json.Literal(Integer.toString(choice)));
        members.putAll(kind.piece(delta));
        members.put("finish_reason", reason);
        return chunk(List.of(new Json.Members(members)));
    }

    private Json.Members chunk(List<Json> choices) {
        Map<String, Json> chunk = canned.envelope(kind.chunk(), kind.prefix(), begun);
        chunk.put("choices", new Json.Items(new ArrayList<>(choices)));
        return new Json.Members(chunk);
    }

    private static Json.Members text(String text) {
        return new Json.Members(Map.of("content", new Json.Text(text)));
    }

    static Json finish(Finish finish) {
        return new Json.Text(ChatFacts.word(Stop.of(finish)));
    }

    private static Set<Integer> choices(Json.Members document, boolean completed) {
        try {
            return ChatAnswer.choices(document, completed);
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
