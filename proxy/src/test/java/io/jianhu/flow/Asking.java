package io.jianhu.flow;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Raw;
import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.openai.ChatCompletions;
import io.jianhu.openai.CompletionTongue;
import io.jianhu.robot.Client;
import io.jianhu.robot.Robot;
import io.jianhu.robot.San;
import io.jianhu.wire.Arrival;
import io.jianhu.wire.BadQuestion;
import io.jianhu.wire.Caps;
import io.jianhu.wire.Ear;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Media;
import io.jianhu.wire.Question;
import io.jianhu.wire.Reply;
import io.jianhu.wire.Requests;
import io.jianhu.wire.Voice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A call without sockets: the model's bytes are given beforehand, and what the client gets is kept. */
final class Asking implements Call {

    private static final ChatCompletions OPENAI = new ChatCompletions(Caps.DEFAULT);
    private static final CompletionTongue TONGUE = CompletionTongue.chat(Caps.DEFAULT);

    final List<String> log = new ArrayList<>();
    final String robot;
    String conversation = "";
    Runnable over = () -> {};
    Optional<Outcome> outcome = Optional.empty();
    Optional<Rejected> rejected = Optional.empty();
    Optional<RuntimeException> breaks = Optional.empty();
    Head head = new Head("", io.jianhu.chat.Decision.ALLOW);
    String sent = "";

    private final String request;
    private final List<byte[]> model;
    private final ByteArrayOutputStream given = new ByteArrayOutputStream();
    private Optional<Question> question = Optional.empty();
    private Optional<Reply> reply = Optional.empty();

    final CompletableFuture<Void> left = new CompletableFuture<>();

    /** How many bytes may be kept beside the body. */
    int room = Integer.MAX_VALUE;

    Asking(String robot, String request, List<byte[]> model) {
        this.robot = robot;
        this.request = request;
        this.model = model;
    }

    /** A question in one message. */
    static String question(boolean stream, String words) {
        return "{\"model\":\"m\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + words
                + "\"}]}";
    }

    static List<byte[]> whole(String bytes) {
        return List.of(bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** A stream of these words in choice 0, one event for each. */
    static String stream(String... words) {
        StringBuilder bytes = new StringBuilder();
        for (String piece : words) {
            bytes.append("data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + piece
                    + "\"},\"finish_reason\":null}]}\n\n");
        }
        return bytes
                + "data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    }

    static String document(String words) {
        return "{\"model\":\"m\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + words
                + "\"},\"finish_reason\":\"stop\"}]}";
    }

    @Override
    public String id() {
        return "request-1";
    }

    @Override
    public String robot() {
        return robot;
    }

    @Override
    public Optional<String> key() {
        return Optional.empty();
    }

    @Override
    public Set<San> names() {
        return Set.of();
    }

    @Override
    public String dialect() {
        return OPENAI.name();
    }

    @Override
    public int size() {
        return request.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public CompletableFuture<Void> gone() {
        return left;
    }

    @Override
    public boolean carry(int bytes) {
        return bytes <= room;
    }

    @Override
    public void whenOver(Runnable release) {
        over = release;
    }

    @Override
    public Duration age() {
        return Duration.ofMillis(1);
    }

    @Override
    public Raw read(Robot of, Client client) throws Rejected {
        try {
            Question read = OPENAI.read(
                    new Arrival(
                            id(),
                            of.id(),
                            client.name(),
                            conversation.isEmpty() ? Optional.empty() : Optional.of(conversation),
                            Instant.EPOCH,
                            Media.REFUSE),
                    request.getBytes(StandardCharsets.UTF_8));
            question = Optional.of(read);
            return read.raw();
        } catch (BadQuestion e) {
            throw new Rejected(e.status(), e.code(), e.problem());
        }
    }

    @Override
    public Outcome relay(Exchange exchange, Robot to, Answer answer, Optional<Keeping> leave) {
        log.add("relay");
        breaks.ifPresent(broken -> {
            throw broken;
        });
        Question asked = question.orElseThrow();
        Json.Members document = asked.document(exchange, "m");
        sent = new String(TONGUE.write(document), StandardCharsets.UTF_8);
        Reply fresh = new Reply(TONGUE.ear(document), asked.voice());
        reply = Optional.of(fresh);
        try {
            for (byte[] bytes : model) {
                for (Part part : fresh.read(bytes)) {
                    Optional<Outcome> end = pass(part, answer, fresh);
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
            }
            if (outcome.isPresent()) {
                return outcome.get();
            }
            for (Part part : fresh.end()) {
                Optional<Outcome> end = pass(part, answer, fresh);
                if (end.isPresent()) {
                    return end.get();
                }
            }
        } catch (MalformedAnswer e) {
            return new Outcome.UpstreamFailed(e.reason(), begun(), begun());
        }
        throw new AssertionError("an answer without an end");
    }

    private Optional<Outcome> pass(Part part, Answer answer, Reply writer) {
        Answer.Pushed pushed = answer.push(part);
        if (!pushed.parts().isEmpty()) {
            try {
                pushed.when().join();
            } catch (CompletionException lost) {
                return Optional.of(new Outcome.Unrecorded(begun()));
            }
            give(answer.head(), pushed.parts(), writer.voice());
        }
        Outcome.Timing timing =
                new Outcome.Timing(writer.model(), writer.fingerprint(), Duration.ZERO, Optional.empty());
        if (answer.stopped()) {
            return Optional.of(new Outcome.Stopped(timing, begun()));
        }
        return part instanceof Part.Last ? Optional.of(new Outcome.Completed(timing)) : Optional.empty();
    }

    private void give(Head at, List<Part> parts, Voice writer) {
        for (Part part : parts) {
            byte[] bytes = writer.write(part);
            if (bytes.length > 0 && given.size() == 0) {
                head = at;
            }
            given.writeBytes(bytes);
        }
    }

    boolean begun() {
        return given.size() > 0 && reply.orElseThrow().contentType().startsWith("text/event-stream");
    }

    @Override
    public void finish(Head at, List<Part> parts) {
        log.add("finish");
        give(
                at,
                parts,
                reply.map(Reply::voice).orElseGet(() -> question.orElseThrow().voice()));
    }

    @Override
    public void models(Head at, String name, String owner) {
        log.add("models");
    }

    @Override
    public void fail(Head at, Rejected why) {
        log.add("fail " + why.status());
        head = at;
        rejected = Optional.of(why);
    }

    /** The client's bytes. */
    String given() {
        return given.toString(StandardCharsets.UTF_8);
    }

    /** What a client reads on each channel. */
    Map<Channel, String> seen() {
        Map<Channel, String> seen = new LinkedHashMap<>();
        try {
            Ear reader =
                    TONGUE.ear(Requests.read(new JsonText(1 << 20, false), request.getBytes(StandardCharsets.UTF_8)));
            List<Part> parts = new ArrayList<>(reader.read(given.toByteArray()));
            parts.addAll(reader.end());
            for (Part part : parts) {
                if (part instanceof Part.Words words) {
                    for (Passage passage : words.passages()) {
                        seen.merge(passage.channel(), passage.text(), String::concat);
                    }
                }
            }
        } catch (BadQuestion | MalformedAnswer e) {
            throw new AssertionError(given(), e);
        }
        seen.values().removeIf(String::isEmpty);
        return new HashMap<>(seen);
    }

    String content() {
        return seen().getOrDefault(Channel.content(0), "");
    }

    String stamp() {
        Matcher matcher = Pattern.compile("\"jianhu\":\\{[^}]*\\}").matcher(given());
        String stamp = matcher.find() ? matcher.group() : "";
        if (matcher.find()) {
            throw new AssertionError("two stamps: " + given());
        }
        return stamp;
    }

    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"finish_reason\":\"([a-z_]*)\"").matcher(given());
        while (matcher.find()) {
            reasons.add(matcher.group(1));
        }
        return reasons;
    }
}
