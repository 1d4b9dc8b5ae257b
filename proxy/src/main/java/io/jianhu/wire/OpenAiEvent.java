package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What carries the words of a part: the document they stand in, without anything that may not pass, and the words as
 * the model sent them.
 */
record OpenAiEvent(Json.Members document, List<Passage> passages) {

    /**
     * Reads a document.
     *
     * @param sound turns the text on a channel into one without half surrogate pairs
     */
    static Part.Words read(Json.Members answer, Set<String> tools, BiFunction<Channel, String, String> sound)
            throws MalformedAnswer {
        List<Passage> passages = new ArrayList<>();
        Json.Members document = new OpenAiAnswer(tools, (channel, text) -> {
                    String whole = sound.apply(channel, text);
                    passages.add(new Passage(channel, whole));
                    return whole;
                })
                .walk(answer);
        return new Part.Words(
                passages, OpenAiAnswer.choices(document, true), new OpenAiEvent(document, List.copyOf(passages)));
    }

    static OpenAiEvent of(Part.Words words) {
        return (OpenAiEvent) words.carrier();
    }

    /** The choices whose words in {@code shown} are not as the model sent them. */
    Set<Integer> changed(List<Passage> shown) {
        if (shown.size() != passages.size()) {
            throw new IllegalArgumentException("passages (expected: those of the part that was read)");
        }
        Set<Integer> changed = new HashSet<>();
        for (int index = 0; index < shown.size(); index++) {
            if (!shown.get(index).equals(passages.get(index))) {
                changed.add(passages.get(index).channel().choice());
            }
        }
        return changed;
    }

    /** The document with other words. Choices that are {@code touched} lose their token probabilities. */
    Json.Members showing(List<Passage> shown, Set<String> tools, Set<Integer> touched) {
        Iterator<Passage> next = shown.iterator();
        OpenAiWords words = new OpenAiWords() {
            @Override
            public String text(Channel channel, String text) {
                return next.next().text();
            }

            @Override
            public boolean keepsProbabilities(int choice) {
                return !touched.contains(choice);
            }
        };
        try {
            return new OpenAiAnswer(tools, words).walk(document);
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "OpenAiEvent[" + passages.size() + " passages]";
    }
}
