package io.jianhu.anthropic;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.wire.Carrier;
import io.jianhu.wire.Casting;
import io.jianhu.wire.Heard;
import io.jianhu.wire.Stamps;
import io.jianhu.wire.Stop;
import io.jianhu.wire.Usage;
import io.jianhu.wire.Voice;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed message. Its first event carries the label, its last the stamp. The event that says why the message
 * ended is withheld until the next one, since the gateway's own words may come before it yet; a message that its first
 * event holds whole has none.
 */
final class MessagesStreamVoice implements Voice {

    private static final Json.Members STOP = new Json.Members(Map.of("type", new Json.Text("message_stop")));

    private final Canned canned;
    private final CallHeads heads;
    private final ClientBlocks blocks = new ClientBlocks();
    private final MessagesEvents events;
    private final Casting casting;
    private Json.Members begun = Json.Members.NONE;
    private Json.@Nullable Members withheld;
    private Json.Members stop = STOP;
    private Optional<Stop> reason = Optional.empty();
    private Usage usage = Usage.NONE;
    private boolean started;
    private boolean ended;
    private boolean whole;
    private boolean over;

    MessagesStreamVoice(JsonText json, Canned canned) {
        this.canned = canned;
        this.heads = new CallHeads(canned.request());
        this.events = new MessagesEvents(json);
        this.casting = new Casting(json);
    }

    @Override
    public String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public void hears(Part part) {
        if (part instanceof Part.Words words) {
            heads.read(words);
            Carrier.of(words.carrier()).usage().ifPresent(told -> usage = usage.and(told));
            Heard.in(MessagesStreamEar.FORM, words)
                    .map(own -> own.document().members("message"))
                    .filter(message -> message.has("id"))
                    .ifPresent(message -> begun = message);
        }
    }

    @Override
    public byte[] write(Part part) {
        if (over) {
            throw new IllegalStateException("the answer is over");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (part) {
            case Part.First first -> events.label(first.aigc());
            case Part.Words words ->
                Heard.in(MessagesStreamEar.FORM, words)
                        .ifPresentOrElse(own -> own(words, own, bytes), () -> translated(words, bytes));
            case Part.Tail tail -> says(tail.passage(), bytes);
            case Part.Call call -> call(call, bytes);
            case Part.Said said -> said(said, bytes);
            case Part.Last last -> last(last, bytes);
        }
        return bytes.toByteArray();
    }

    private void own(Part.Words words, Heard event, ByteArrayOutputStream bytes) {
        String type = event.document().text("type").orElse("");
        Set<Integer> changed = event.changed(words.passages());
        if (recast(words, event, changed, bytes)) {
            return;
        }
        boolean asItIs = !event.isRecast() && changed.isEmpty() && words.calls().isEmpty();
        Json.Members document = asItIs ? event.document() : event.showing(words, changed);
        switch (type) {
            case "message_start" -> {
                started = true;
                whole = document.members("message").text("stop_reason").isPresent();
                blocks.begin(document.members("message").items("content").size());
                event(document, bytes);
            }
            case "content_block_start" -> opens(words, document, bytes);
            case "content_block_delta" -> {
                if (changed.isEmpty() || !isSilent(words) || !MessagesEvents.saysNothing(document)) {
                    block(words, document, bytes);
                }
            }
            case "content_block_stop" -> {
                block(words, document, bytes);
                Index.of(document).flatMap(blocks::number).ifPresent(blocks::close);
            }
            case "message_delta" -> {
                if (!document.members("delta").has("stop_reason")) {
                    event(document, bytes);
                } else if (words.ends().contains(0)) {
                    blocks.inserted().forEach(number -> close(number, bytes));
                    release(bytes);
                    withheld = document;
                }
            }
            case "message_stop" -> stop = document;
            default -> event(document, bytes);
        }
    }

    private static boolean isSilent(Part.Words words) {
        return words.passages().stream().allMatch(passage -> passage.text().isEmpty());
    }

    /** Writes what is like an event before it but for its words, where the client sees its block under the same number. */
    private boolean recast(Part.Words words, Heard event, Set<Integer> changed, ByteArrayOutputStream bytes) {
        if (!event.isRecast() || withheld != null || events.hasLabel()) {
            return false;
        }
        int model = Index.of(event.document()).orElseThrow();
        if (!blocks.number(model).equals(Optional.of(model))) {
            return false;
        }
        Optional<byte[]> document = casting.document(event, words, changed);
        document.ifPresent(whole -> {
            blocks.speaks(words.passages().getFirst().channel(), model);
            MessagesEvents.write(MessagesStreamEar.DELTA, whole, bytes);
        });
        return document.isPresent();
    }

    private void opens(Part.Words words, Json.Members document, ByteArrayOutputStream bytes) {
        int model = Index.of(document).orElseThrow();
        boolean omitted = words.passages().stream()
                .map(Passage::channel)
                .filter(channel -> channel.kind() == Kind.TOOL)
                .anyMatch(channel -> !shown(words, channel));
        if (omitted) {
            blocks.omit(model);
            return;
        }
        blocks.inserted().forEach(number -> close(number, bytes));
        blocks.open(model, document.members("content_block").text("type").orElse(""));
        block(words, document, bytes);
    }

    /** An event of a block that the client sees. */
    private void block(Part.Words words, Json.Members document, ByteArrayOutputStream bytes) {
        int model = Index.of(document).orElseThrow();
        blocks.number(model).ifPresent(number -> {
            words.passages().forEach(passage -> blocks.speaks(passage.channel(), number));
            event(number == model ? document : document.with("index", Canned.number(number)), bytes);
        });
    }

    private static boolean shown(Part.Words words, Channel channel) {
        return words.calls().map(known -> known.contains(channel.arguments())).orElse(true);
    }

    /** What was said in another tongue, piece by piece. */
    private void translated(Part.Words words, ByteArrayOutputStream bytes) {
        for (Passage passage : words.passages()) {
            Channel channel = passage.channel();
            boolean silent = passage.text().isEmpty() || channel.choice() != 0;
            switch (channel.kind()) {
                case CONTENT, REASONING, REFUSAL -> {
                    if (!silent) {
                        says(passage, bytes);
                    }
                }
                case TOOL -> {
                    if (!silent && shown(words, channel) && blocks.on(channel).isEmpty()) {
                        calls(channel.arguments(), passage.text(), bytes);
                    }
                }
                case ARGUMENTS -> {
                    if (!silent && shown(words, channel)) {
                        says(passage, bytes);
                    }
                }
                case OTHER, ASIDE -> {
                    // What one tongue says beside its words has no place in another.
                }
            }
        }
        if (words.ends().contains(0) && reason.isEmpty()) {
            reason = Optional.of(Carrier.of(words.carrier()).stops().getOrDefault(0, Stop.END));
        }
    }

    /** Words for the open block on their channel, or for a new one; what belongs to a call without a name has no place. */
    private void says(Passage passage, ByteArrayOutputStream bytes) {
        Channel channel = passage.channel();
        Optional<Integer> here = blocks.on(channel);
        if (here.isEmpty() && channel.kind() == Kind.ARGUMENTS) {
            return;
        }
        begin(bytes);
        int number = here.orElseGet(() -> open(channel, bytes));
        event(MessagesEvents.delta(number, channel.kind(), blocks.type(number), passage.text()), bytes);
    }

    /** A new block for words; other words are over with it, calls may go on beside it. */
    private int open(Channel channel, ByteArrayOutputStream bytes) {
        closeWords(bytes);
        boolean thought = channel.kind() == Kind.REASONING;
        int number = blocks.insert(thought ? "thinking" : "text");
        blocks.speaks(channel, number);
        event(MessagesEvents.start(number, thought ? Canned.thought("") : Canned.text("")), bytes);
        return number;
    }

    private void calls(Channel channel, String name, ByteArrayOutputStream bytes) {
        begin(bytes);
        closeWords(bytes);
        int number = blocks.insert("tool_use");
        blocks.speaks(channel, number);
        event(MessagesEvents.start(number, heads.block(channel, name)), bytes);
    }

    private void call(Part.Call call, ByteArrayOutputStream bytes) {
        calls(call.channel(), call.name(), bytes);
        says(new Passage(call.channel(), call.arguments()), bytes);
        blocks.on(call.channel()).ifPresent(number -> close(number, bytes));
    }

    private void closeWords(ByteArrayOutputStream bytes) {
        for (int number : blocks.open()) {
            if (!blocks.type(number).endsWith("tool_use")) {
                close(number, bytes);
            }
        }
    }

    private void close(int number, ByteArrayOutputStream bytes) {
        blocks.close(number);
        event(MessagesEvents.stop(number), bytes);
    }

    private void said(Part.Said said, ByteArrayOutputStream bytes) {
        if (ended) {
            return;
        }
        withheld = null;
        whole = false;
        begin(bytes);
        blocks.open().forEach(number -> close(number, bytes));
        says(new Passage(new Channel(0, Kind.CONTENT, Integer.MAX_VALUE), said.text()), bytes);
        reason = Optional.of(Stop.of(said.finish()));
    }

    private void last(Part.Last last, ByteArrayOutputStream bytes) {
        begin(bytes);
        if (withheld == null && !ended && !whole) {
            blocks.open().forEach(number -> close(number, bytes));
            Json why = Canned.reason(reason.orElse(Stop.END));
            withheld = MessagesEvents.ending(why, usage);
        }
        release(bytes);
        events.write(last.stamp().map(stamp -> Stamps.on(stop, stamp)).orElse(stop), bytes);
        over = true;
    }

    /** Begins the message, if the model did not. */
    private void begin(ByteArrayOutputStream bytes) {
        if (!started) {
            started = true;
            Usage read = new Usage(usage.question(), 0);
            Map<String, Json> start = new LinkedHashMap<>();
            start.put("type", new Json.Text("message_start"));
            start.put("message", canned.message(begun, List.of(), Json.NULL, read));
            event(new Json.Members(start), bytes);
        }
    }

    private void event(Json.Members document, ByteArrayOutputStream bytes) {
        release(bytes);
        events.write(document, bytes);
    }

    private void release(ByteArrayOutputStream bytes) {
        if (withheld != null) {
            events.write(withheld, bytes);
            withheld = null;
            ended = true;
        }
    }
}
