package io.jianhu.loadtest.micro;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.chat.Stamp;
import io.jianhu.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Stands for the guards where only reading and writing are measured: whatever a model says is given in brackets. */
final class Bracketed {

    static final String OPEN = "【";
    static final String CLOSE = "】";

    private static final Part LAST = new Part.Last(Optional.of(new Stamp(
            Decision.ALLOW, List.of(), Optional.empty(), "r-1", Map.of("Label", "1", "ContentProducer", "2"))));

    private Bracketed() {}

    /** Gives a client what a model said. */
    static void give(Reply reply, List<Part> parts, Consumer<byte[]> client) {
        for (Part part : parts) {
            client.accept(reply.write(shown(part)));
        }
    }

    private static Part shown(Part part) {
        return switch (part) {
            case Part.Words words -> words.with(shown(words.passages()), words.ends(), Optional.empty());
            case Part.Last last -> LAST;
            case Part.First first -> first;
            case Part.Tail tail -> tail;
            case Part.Call call -> call;
            case Part.Said said -> said;
        };
    }

    private static List<Passage> shown(List<Passage> passages) {
        List<Passage> shown = new ArrayList<>(passages.size());
        for (Passage passage : passages) {
            boolean says = passage.channel().kind() == Channel.Kind.CONTENT
                    && !passage.text().isEmpty();
            shown.add(says ? new Passage(passage.channel(), OPEN + passage.text() + CLOSE) : passage);
        }
        return shown;
    }
}
