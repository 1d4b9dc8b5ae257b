package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.frame.Json;
import io.jianhu.wire.Heard;
import io.jianhu.wire.MalformedAnswer;
import io.jianhu.wire.Shown;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The words of a streamed response as its client has been shown them, so that events which repeat them repeat what was
 * shown and nothing else. Used by one thread, once.
 */
final class Retold {

    private final Map<Channel, StringBuilder> texts = new HashMap<>();
    private final Map<Channel, String> names = new HashMap<>();
    private final Set<Channel> calls = new HashSet<>();
    private boolean touched;

    /** The words on a channel, which grow. */
    StringBuilder text(Channel channel) {
        return texts.computeIfAbsent(channel, none -> new StringBuilder());
    }

    /** A call that was held back is shown whole. */
    void call(Part.Call call) {
        calls.add(call.channel());
        names.put(tool(call.channel()), call.name());
    }

    private static Channel tool(Channel arguments) {
        return new Channel(arguments.choice(), Kind.TOOL, arguments.tool());
    }

    /** Whether the pieces of a call may be shown. */
    boolean shows(Part.Words words, Channel arguments) {
        return calls.contains(arguments)
                || words.calls().map(known -> known.contains(arguments)).orElse(true);
    }

    /** Takes note of whether the model's own words are shown; of other words its probabilities tell nothing. */
    boolean changes(Part.Words words, Heard event) {
        boolean changed = !event.changed(words.passages()).isEmpty();
        touched |= changed;
        return changed;
    }

    /** The event with what may be shown, and with what was shown in place of what it repeats. */
    Json.Members shown(Part.Words words, Heard event) {
        Shown next = new Shown(words.passages());
        Slots slots = new Slots() {
            @Override
            public String text(Channel channel, String text) {
                return next.on(channel);
            }

            @Override
            public Json slot(Channel channel, Json value) {
                String shown = value instanceof Json.Text ? next.on(channel) : "";
                if (channel.kind() != Kind.TOOL) {
                    return new Json.Text(Retold.this.text(channel).toString());
                }
                if (!shown.isEmpty()) {
                    names.putIfAbsent(channel, shown);
                }
                return new Json.Text(names.getOrDefault(channel, ""));
            }

            @Override
            public boolean keepsCall(Channel arguments) {
                return shows(words, arguments);
            }

            @Override
            public boolean keepsProbabilities(int choice) {
                return !touched;
            }
        };
        try {
            Json.Members walked = event.walk().walk(event.document(), slots);
            next.end();
            return walked;
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
