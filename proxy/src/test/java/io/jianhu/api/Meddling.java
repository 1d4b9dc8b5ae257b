package io.jianhu.api;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Channel.Kind;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What a flow does with the parts of an answer, without their last one. */
enum Meddling {
    /** Nothing. */
    PASS,
    /** Every word becomes another. */
    CHANGE,
    /** Every word is taken away. */
    HIDE,
    /** The last character of each passage waits for the next one on its channel, or for the end of its choice. */
    HOLD,
    /** The gateway speaks instead. */
    SAY,
    /** The gateway speaks after half of the parts. */
    INTERRUPT;

    private static final Set<Kind> HELD = Set.of(Kind.CONTENT, Kind.REASONING, Kind.REFUSAL, Kind.ARGUMENTS);

    List<Part> with(List<Part> parts) {
        List<Part> words = parts.subList(0, parts.size() - 1);
        return switch (this) {
            case PASS -> words;
            case CHANGE -> each(words, text -> text.isEmpty() ? text : "改");
            case HIDE -> each(words, text -> "");
            case HOLD -> held(words);
            case SAY -> List.of(new Part.Said("请到窗口办理。", Part.Finish.STOP));
            case INTERRUPT -> {
                List<Part> some = new ArrayList<>(words.subList(0, words.size() / 2));
                some.add(new Part.Said("不便回答。", Part.Finish.CONTENT_FILTER));
                yield some;
            }
        };
    }

    private static List<Part> each(List<Part> parts, UnaryOperator<String> change) {
        List<Part> changed = new ArrayList<>();
        for (Part part : parts) {
            Part.Words words = (Part.Words) part;
            changed.add(words.with(
                    words.passages().stream()
                            .map(passage -> new Passage(passage.channel(), change.apply(passage.text())))
                            .toList(),
                    words.ends(),
                    words.calls()));
        }
        return changed;
    }

    private static List<Part> held(List<Part> parts) {
        Map<Channel, String> waiting = new LinkedHashMap<>();
        List<Part> flowing = new ArrayList<>();
        for (Part part : parts) {
            Part.Words words = (Part.Words) part;
            List<Passage> shown = new ArrayList<>();
            for (Passage passage : words.passages()) {
                shown.add(HELD.contains(passage.channel().kind()) ? delayed(passage, waiting) : passage);
            }
            for (Channel channel : List.copyOf(waiting.keySet())) {
                if (words.closes().contains(channel) || words.ends().contains(channel.choice())) {
                    release(channel, waiting, shown, flowing);
                }
            }
            flowing.add(words.with(shown, words.ends(), words.calls()));
        }
        waiting.forEach((channel, text) -> flowing.add(new Part.Tail(new Passage(channel, text))));
        return flowing;
    }

    private static Passage delayed(Passage passage, Map<Channel, String> waiting) {
        Channel channel = passage.channel();
        String text = waiting.getOrDefault(channel, "") + passage.text();
        int end = text.isEmpty() ? 0 : text.offsetByCodePoints(text.length(), -1);
        waiting.put(channel, text.substring(end));
        return new Passage(channel, text.substring(0, end));
    }

    /** Into the last passage of the channel, or before the part as a tail. */
    private static void release(
            Channel channel, Map<Channel, String> waiting, List<Passage> shown, List<Part> flowing) {
        String text = waiting.getOrDefault(channel, "");
        waiting.remove(channel);
        for (int place = shown.size() - 1; place >= 0; place--) {
            if (shown.get(place).channel().equals(channel)) {
                shown.set(place, new Passage(channel, shown.get(place).text() + text));
                return;
            }
        }
        if (!text.isEmpty()) {
            flowing.add(new Part.Tail(new Passage(channel, text)));
        }
    }
}
