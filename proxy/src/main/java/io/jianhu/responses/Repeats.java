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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a stream has said, so that what it repeats is told from what it says for the first time. A text that goes on where
 * the words so far end is new from there; one that differs from them says nothing. Used by one thread, once.
 */
final class Repeats implements Slots {

    private final Map<Channel, StringBuilder> heard = new LinkedHashMap<>();
    private final Map<Channel, String> names = new HashMap<>();
    private final Set<Channel> complete = new HashSet<>();

    /** The event with {@code null} in place of all that was said before. */
    Json.Members unrepeated(AnswerWalk walk, Json.Members event) throws MalformedAnswer {
        return walk.walk(event, this);
    }

    @Override
    public String text(Channel channel, String text) {
        return text;
    }

    @Override
    public Json slot(Channel channel, Json value) throws MalformedAnswer {
        if (!(value instanceof Json.Text text)) {
            return Json.NULL;
        }
        if (channel.kind() == Kind.TOOL) {
            String known = names.putIfAbsent(channel, text.value());
            if (known != null && !known.equals(text.value())) {
                throw new MalformedAnswer("garbage");
            }
            return known == null ? text : Json.NULL;
        }
        String said = said(channel);
        String whole = Surrogates.mended(text.value());
        boolean more = !complete.contains(channel) && whole.length() > said.length() && whole.startsWith(said);
        return more ? new Json.Text(whole.substring(said.length())) : Json.NULL;
    }

    private String said(Channel channel) {
        StringBuilder said = heard.get(channel);
        return said == null ? "" : said.toString();
    }

    /** Takes what an event says. */
    void hear(List<Passage> passages) {
        for (Passage passage : passages) {
            switch (passage.channel().kind()) {
                case CONTENT, REASONING, REFUSAL, ARGUMENTS ->
                    heard.computeIfAbsent(passage.channel(), none -> new StringBuilder())
                            .append(passage.text());
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
            int item = Line.index(event, "output_index");
            heard.keySet().stream()
                    .filter(channel -> Line.item(channel) == item)
                    .forEach(completed::add);
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
        completed.retainAll(heard.keySet());
        completed.removeAll(complete);
        complete.addAll(completed);
        return completed;
    }
}
