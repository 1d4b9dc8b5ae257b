package io.jianhu.loadtest.model;

import static io.jianhu.loadtest.talk.Scan.utf8;

import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.loadtest.talk.Mood;
import io.jianhu.loadtest.talk.Scan;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The mock model's answers in OpenAI's format, made beforehand as far as that is possible. */
public final class MockAnswers {

    /** Characters of one token. */
    static final int TOKEN = 8;

    private static final byte[] ASKED = utf8(Dialogue.ASKED);
    private static final byte[] OPEN = utf8(String.valueOf(Dialogue.OPEN));
    private static final byte[] CLOSE = utf8(String.valueOf(Dialogue.CLOSE));
    private static final byte[] STREAM = utf8("\"stream\":true");
    private static final byte[] BEFORE = utf8("{\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion\",\"created\":1,"
            + "\"model\":\"mock\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"");
    private static final byte[] AFTER = utf8("\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":40,\"completion_tokens\":340,\"total_tokens\":380}}");
    private static final String CHUNK = "data: {\"id\":\"chatcmpl-mock\",\"object\":\"chat.completion.chunk\","
            + "\"created\":1,\"model\":\"mock\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}\n\n";
    private static final byte[] ROLE = utf8(CHUNK.formatted("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    private static final byte[] STOP = utf8(CHUNK.formatted("{}", "\"stop\"") + "data: [DONE]\n\n");

    private static final Set<Mood> MARKED = EnumSet.complementOf(EnumSet.of(Mood.WILLING));

    private final Dialogue dialogue;
    private final List<byte[]> bodies;
    private final List<List<byte[]>> tokens;

    /** @param dialogue whose questions are answered */
    public MockAnswers(Dialogue dialogue) {
        this.dialogue = dialogue;
        bodies = dialogue.bodies().stream().map(Scan::utf8).toList();
        tokens = dialogue.bodies().stream().map(MockAnswers::tokens).toList();
    }

    /** What a request asks for. */
    public record Asked(long number, Mood mood, boolean stream, Optional<String> repeat) {}

    /** Reads a request; empty when it is none of the dialogue. */
    public static Optional<Asked> read(byte[] body) {
        int at = Scan.find(body, 0, body.length, ASKED);
        if (at == Scan.NONE) {
            return Optional.empty();
        }
        int digit = at + ASKED.length;
        long number = 0;
        while (digit < body.length && body[digit] >= '0' && body[digit] <= '9') {
            number = 10 * number + body[digit] - '0';
            digit++;
        }
        boolean stream = Scan.find(body, 0, body.length, STREAM) != Scan.NONE;
        return Optional.of(new Asked(number, mood(body, digit), stream, repeated(body, digit)));
    }

    private static Mood mood(byte[] body, int from) {
        for (Mood mood : MARKED) {
            byte[] mark = utf8(mood.mark());
            if (Scan.find(body, from, Math.min(body.length, from + mark.length), mark) == from) {
                return mood;
            }
        }
        return Mood.WILLING;
    }

    private static Optional<String> repeated(byte[] body, int from) {
        int open = Scan.find(body, from, body.length, OPEN);
        int close = open == Scan.NONE ? Scan.NONE : Scan.find(body, open, body.length, CLOSE);
        if (close == Scan.NONE) {
            return Optional.empty();
        }
        int start = open + OPEN.length;
        String asked = new String(body, start, close - start, java.nio.charset.StandardCharsets.UTF_8);
        return Optional.of(
                asked.startsWith(Dialogue.BACKWARDS)
                        ? new StringBuilder(asked.substring(1)).reverse().toString()
                        : asked);
    }

    /** A whole answer; to be released. */
    public ByteBuf document(Asked asked) {
        byte[] closing = utf8(asked.repeat().map(dialogue::closing).orElse(""));
        return Unpooled.wrappedBuffer(
                BEFORE,
                utf8(dialogue.opening(asked.number())),
                bodies.get(dialogue.index(asked.number())),
                closing,
                AFTER);
    }

    /** The events of a stream; the end of it is the last. */
    public List<byte[]> events(Asked asked) {
        List<byte[]> body = tokens.get(dialogue.index(asked.number()));
        List<byte[]> events = new ArrayList<>(body.size() + 5);
        events.add(ROLE);
        events.add(token(dialogue.opening(asked.number())));
        events.addAll(body);
        asked.repeat().map(dialogue::closing).map(MockAnswers::tokens).ifPresent(events::addAll);
        events.add(STOP);
        return events;
    }

    private static List<byte[]> tokens(String text) {
        List<byte[]> tokens = new ArrayList<>();
        for (int at = 0; at < text.length(); at += TOKEN) {
            tokens.add(token(text.substring(at, Math.min(text.length(), at + TOKEN))));
        }
        return List.copyOf(tokens);
    }

    private static byte[] token(String text) {
        return utf8(CHUNK.formatted("{\"content\":\"" + text + "\"}", "null"));
    }
}
