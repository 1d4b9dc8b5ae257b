package io.jianhu.responses;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import io.jianhu.frame.Surrogates;
import io.jianhu.wire.AnswerWalk;
import io.jianhu.wire.MalformedAnswer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stream has said, so that what it repeats is told from what it says for the first time. A text that goes on where
 * the words so far end is new from there; one that differs from them says nothing. Used by one thread, once.
 */
final class Repeats implements Slots {

    private static final StringBuilder NOTHING = new StringBuilder();
    /** How often a text is repeated at most: when it, its part, its item and the response are complete, and some more. */
    private static final int MOST = 16;

    private final Map<Channel, StringBuilder> heard = new HashMap<>();
    /** The channels of an item that are not complete. */
    private final Map<Integer, Set<Channel>> open = new HashMap<>();

    /** The channel of the words in each part, by item and part. */
    private final Map<List<Integer>, Channel> parts = new HashMap<>();

    /** The channels on which the event that is read says more. */
    private final Set<Channel> told = new HashSet<>();

    private final Map<Channel, Integer> repeated = new HashMap<>();
    private final Map<Channel, String> names = new HashMap<>();
    private final Set<Channel> complete = new HashSet<>();

    /** The event with {@code null} in place of all that was said before. */
    Json.Members unrepeated(AnswerWalk walk, Json.Members event) throws MalformedAnswer {
        told.clear();
        return walk.walk(event, this);
    }

    @Override
    public String text(Channel channel, String text) {
        return text;
    }

    @Override
    public Json slot(Channel channel, Json value) throws MalformedAnswer {
        if (channel.kind() == Kind.TOOL) {
            if (!(value instanceof Json.Text text)) {
                return Json.NULL;
            }
            String known = names.putIfAbsent(channel, text.value());
            if (known != null && !known.equals(text.value())) {
                throw MalformedAnswer.garbage();
            }
            return known == null ? text : Json.NULL;
        }
        StringBuilder said = heard.getOrDefault(channel, NOTHING);
        String whole = value instanceof Json.Text text ? Surrogates.mended(text.value()) : "";
        boolean more = !complete.contains(channel)
                && whole.length() > said.length()
                && whole.startsWith(said.toString())
                && told.add(channel);
        if (!said.isEmpty() && repeated.merge(channel, 1, Integer::sum) > MOST) {
            throw MalformedAnswer.garbage();
        }
        return more ? new Json.Text(whole.substring(said.length())) : Json.NULL;
    }

    /** Takes what an event says. A part that says two things at once is garbage. */
    void hear(List<Passage> passages) throws MalformedAnswer {
        for (Passage passage : passages) {
            Channel channel = passage.channel();
            if (!passage.text().isEmpty() && Line.isContent(channel)) {
                Channel part = parts.putIfAbsent(List.of(Line.item(channel), Line.part(channel)), channel);
                if (part != null && !part.equals(channel)) {
                    throw MalformedAnswer.garbage();
                }
            }
            switch (passage.channel().kind()) {
                case CONTENT, REASONING, REFUSAL, ARGUMENTS -> {
                    heard.computeIfAbsent(passage.channel(), none -> new StringBuilder())
                            .append(passage.text());
                    if (!complete.contains(passage.channel())) {
                        open.computeIfAbsent(Line.item(passage.channel()), none -> new HashSet<>())
                                .add(passage.channel());
                    }
                }
                case TOOL, OTHER, ASIDE -> {
                    // Names are known where they stand, and what is beside the words is whole by itself.
                }
            }
        }
    }

    /** The channels that an event completes. */
    Set<Channel> completed(Json.Members event) throws MalformedAnswer {
        String type = event.text("type").orElse("");
        Set<Channel> completed = new HashSet<>();
        if (type.equals("response.output_item.done")) {
            completed.addAll(open.getOrDefault(Line.index(event, Places.INDEX), Set.of()));
        } else if (type.endsWith("_part.done")) {
            String index = type.startsWith("response.reasoning_summary") ? "summary_index" : "content_index";
            for (Line line : Line.values()) {
                if (line.index().equals(index)) {
                    completed.add(line.channel(event));
                }
            }
        } else {
            for (Line line : Line.values()) {
                if (type.equals(line.done())) {
                    completed.add(line.channel(event));
                }
            }
        }
        completed.removeIf(channel -> !heard.containsKey(channel) || !complete.add(channel));
        completed.forEach(channel ->
                open.getOrDefault(Line.item(channel), new HashSet<>()).remove(channel));
        return completed;
    }
}
