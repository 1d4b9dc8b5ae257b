package io.jianhu.wire;

import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Events of a stream that are alike but for their words, and what a client gets of them. */
public final class LikeEvents {

    private LikeEvents() {}

    /** An event of a form, in which apostrophes are quotation marks and {@code %s} is where the words stand. */
    public static String event(String form, String words) {
        StringBuilder quoted = new StringBuilder();
        for (int at = 0; at < words.length(); at++) {
            char sign = words.charAt(at);
            boolean plain = sign >= ' ' && sign != '"' && sign != '\\' && !Character.isSurrogate(sign);
            quoted.append(plain ? String.valueOf(sign) : "\\u%04x".formatted((int) sign));
        }
        return form.replace('\'', '"').formatted('"' + quoted.toString() + '"');
    }

    /** Events as a model server sends them. */
    public static byte[] stream(List<String> events) {
        return utf8(events.stream().map(LikeEvents::framed).collect(Collectors.joining()));
    }

    /** Makes of each event one of the same meaning that is like none before it. */
    public static UnaryOperator<String> apart() {
        AtomicInteger count = new AtomicInteger();
        return event -> "{" + " ".repeat(count.incrementAndGet()) + event.substring(1);
    }

    public static boolean isRecast(Part part) {
        return ((Heard) ((Part.Words) part).carrier()).isRecast();
    }

    /** What a client gets of events of which each comes to the ear in this way, or why it gets no more. */
    public static String written(
            Reply reply, List<String> events, UnaryOperator<String> shown, UnaryOperator<String> way) {
        ByteArrayOutputStream client = new ByteArrayOutputStream();
        try {
            for (String event : events) {
                for (Part part : reply.read(utf8(framed(way.apply(event))))) {
                    Part.Words words = (Part.Words) part;
                    List<Passage> passages = words.passages().stream()
                            .map(passage -> new Passage(passage.channel(), shown.apply(passage.text())))
                            .toList();
                    client.writeBytes(reply.write(words.with(passages, words.ends(), Optional.empty())));
                }
            }
            client.writeBytes(reply.write(Part.Last.UNSTAMPED));
        } catch (MalformedAnswer malformed) {
            client.writeBytes(utf8(malformed.reason()));
        }
        return client.toString(StandardCharsets.UTF_8);
    }

    private static String framed(String event) {
        return "data: " + event + "\n\n";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
