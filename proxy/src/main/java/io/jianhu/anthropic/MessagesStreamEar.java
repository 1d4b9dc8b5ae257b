package io.jianhu.anthropic;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.SseEvent;
import io.jianhu.wire.AnswerWalk;
import io.jianhu.wire.Ear;
import io.jianhu.wire.EventStream;
import io.jianhu.wire.Fingerprint;
import io.jianhu.wire.Halves;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.ModelName;
import io.jianhu.wire.Mould;
import io.jianhu.wire.Rest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Hears a message that comes as server-sent events. */
final class MessagesStreamEar implements Ear {

    static final String FORM = "messages-stream";

    /** The type of an event in which a block gains words. */
    static final String DELTA = "content_block_delta";

    private final JsonText json;
    private final EventStream events;
    private final Set<String> tools;
    private final Halves halves = new Halves();
    private final Mould mould = new Mould();
    private final Map<Integer, Open> open = new HashMap<>();
    private int next;
    private boolean begun;
    private boolean completed;
    private boolean done;
    private String model = "";
    private String fingerprint = "";

    /** A block that goes on: its number, and where its words are. */
    private static final class Open {
        private final int number;
        private final boolean call;
        private final Set<Channel> channels = new HashSet<>();
        private boolean called;

        /** Whether its arguments came with its beginning. */
        private boolean whole;

        Open(int number, boolean call) {
            this.number = number;
            this.call = call;
        }
    }

    MessagesStreamEar(JsonText json, EventStream events, Set<String> tools) {
        this.json = json;
        this.events = events;
        this.tools = tools;
    }

    @Override
    public List<Part> read(byte[] bytes) throws MalformedAnswer {
        List<Part> parts = new ArrayList<>();
        if (done) {
            return parts;
        }
        for (SseEvent event : events.read(bytes)) {
            Optional<Heard> recast = mould.read(event, halves);
            parts.add(recast.isPresent() ? recast.get().part() : words(event));
            if (done) {
                parts.add(Part.Last.UNSTAMPED);
                return parts;
            }
        }
        return parts;
    }

    private Json.Members document(SseEvent event) throws MalformedAnswer {
        Json.Members document = events.document(event);
        String type = document.text("type").orElse("");
        if (type.equals("error") || event.event().equals("error") || document.has("error")) {
            throw new MalformedAnswer("error");
        }
        if (type.isEmpty() || !Rest.isName(type)) {
            throw MalformedAnswer.garbage();
        }
        return document;
    }

    private Part words(SseEvent said) throws MalformedAnswer {
        Json.Members event = document(said);
        return switch (event.text("type").orElse("")) {
            case "message_start" -> begins(event);
            case "content_block_start" -> opens(begun(event));
            case DELTA -> says(said, begun(event), known(event));
            case "content_block_stop" -> closes(begun(event), known(event));
            case "message_delta" -> {
                boolean ends = begun(event).members("delta").has("stop_reason");
                completed |= ends;
                if (ends) {
                    finishesCalls();
                }
                yield heard(event, next, ends ? Set.of(0) : Set.of(), Set.of(), null);
            }
            case "message_stop" -> {
                done = true;
                finishesCalls();
                yield heard(begun(event), next, completed ? Set.of() : Set.of(0), Set.of(), null);
            }
            default -> heard(event, next, Set.of(), Set.of(), null);
        };
    }

    /**
     * A call that is open when the message ends lacks the rest of its arguments: nobody must act on it. One that another
     * block or message takes the place of is no call any more; some servers begin anew like that.
     */
    private void finishesCalls() throws MalformedAnswer {
        if (open.values().stream().anyMatch(block -> block.call && !block.whole)) {
            throw new MalformedAnswer("cut");
        }
    }

    private Json.Members begun(Json.Members event) throws MalformedAnswer {
        if (!begun) {
            throw MalformedAnswer.garbage();
        }
        return event;
    }

    /** A message begins; one that begins in the middle of another takes its place. */
    private Part begins(Json.Members event) throws MalformedAnswer {
        begun = true;
        mould.forget();
        Json.Members message = event.members("message");
        model = model.isEmpty() ? ModelName.of(message) : model;
        fingerprint = fingerprint.isEmpty() ? Fingerprint.of(message) : fingerprint;
        Set<Channel> closed = new HashSet<>();
        open.values().forEach(block -> closed.addAll(block.channels));
        open.clear();
        int first = next;
        next += message.items("content").size();
        Heard.Reading reading = Heard.read(
                FORM,
                MessagesAnswer.event(json, tools, first),
                event,
                halves::joined,
                MessagesFacts.message(message, first));
        reading.heard().passages().stream()
                .map(Passage::channel)
                .filter(MessagesStreamEar::speaks)
                .forEach(closed::add);
        return reading.part(Set.of(), closed);
    }

    private Part opens(Json.Members event) throws MalformedAnswer {
        Json.Members block = event.members("content_block");
        mould.forget();
        Open opened = new Open(next++, Blocks.isCall(block));
        Open before = open.put(index(event), opened);
        Set<Channel> closed = new HashSet<>(before == null ? Set.of() : before.channels);
        if (opened.call && !block.members("input").map().isEmpty()) {
            closed.add(new Channel(0, Kind.ARGUMENTS, opened.number));
            opened.whole = true;
        }
        return heard(event, opened.number, Set.of(), closed, opened);
    }

    /** A block gains words; what is like it but for them says them on the same channel until a block begins or ends. */
    private Part says(SseEvent said, Json.Members event, Open block) throws MalformedAnswer {
        Heard.Reading reading = read(event, block.number, halves::joined);
        speaksOn(block, reading);
        mould.learn(said, reading, other -> delta(document(other)));
        return reading.part(Set.of(), Set.of());
    }

    private Heard.Reading delta(Json.Members event) throws MalformedAnswer {
        if (!event.text("type").orElse("").equals(DELTA)) {
            throw MalformedAnswer.garbage();
        }
        return read(event, known(event).number, (channel, text) -> text);
    }

    private Part closes(Json.Members event, Open block) throws MalformedAnswer {
        mould.forget();
        open.remove(index(event));
        if (!block.call || block.called) {
            return heard(event, block.number, Set.of(), block.channels, null);
        }
        return Heard.read(
                        FORM,
                        MessagesAnswer.silentCall(json, tools, block.number),
                        event,
                        halves::joined,
                        MessagesFacts.event(event, block.number))
                .part(Set.of(), Set.of(new Channel(0, Kind.ARGUMENTS, block.number)));
    }

    private Part heard(Json.Members event, int number, Set<Integer> ends, Set<Channel> closed, @Nullable Open block)
            throws MalformedAnswer {
        Heard.Reading reading = read(event, number, halves::joined);
        if (block != null) {
            speaksOn(block, reading);
        }
        return reading.part(ends, closed);
    }

    private Heard.Reading read(Json.Members event, int number, BiFunction<Channel, String, String> sound)
            throws MalformedAnswer {
        AnswerWalk walk = MessagesAnswer.event(json, tools, number);
        return Heard.read(FORM, walk, event, sound, MessagesFacts.event(event, number));
    }

    private static void speaksOn(Open block, Heard.Reading reading) {
        for (Passage passage : reading.heard().passages()) {
            if (speaks(passage.channel())) {
                block.channels.add(passage.channel());
                block.called |= passage.channel().kind() == Kind.ARGUMENTS
                        && !passage.text().isEmpty();
            }
        }
    }

    private static boolean speaks(Channel channel) {
        return switch (channel.kind()) {
            case CONTENT, REASONING, ARGUMENTS -> true;
            case REFUSAL, TOOL, OTHER, ASIDE -> false;
        };
    }

    private Open known(Json.Members event) throws MalformedAnswer {
        Open block = open.get(index(event));
        if (block == null) {
            throw MalformedAnswer.garbage();
        }
        return block;
    }

    private static int index(Json.Members event) throws MalformedAnswer {
        return Index.of(event).orElseThrow(MalformedAnswer::garbage);
    }

    @Override
    public List<Part> end() throws MalformedAnswer {
        if (done) {
            return List.of();
        }
        events.end();
        if (!completed) {
            throw new MalformedAnswer("cut");
        }
        done = true;
        return List.of(Part.Last.UNSTAMPED);
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
