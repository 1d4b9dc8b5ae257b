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
        Reading reading = new Reading(sound);
        Json.Members document = new OpenAiAnswer(tools, reading).walk(answer);
        return new Part.Words(
                reading.passages,
                OpenAiAnswer.choices(document, true),
                reading.stray,
                new OpenAiEvent(document, List.copyOf(reading.passages)));
    }

    /** Gathers what a document says. */
    private static final class Reading implements OpenAiWords {

        private final BiFunction<Channel, String, String> sound;
        private final List<Passage> passages = new ArrayList<>();
        private boolean stray;

        Reading(BiFunction<Channel, String, String> sound) {
            this.sound = sound;
        }

        @Override
        public String text(Channel channel, String text) {
            String whole = sound.apply(channel, text);
            passages.add(new Passage(channel, whole));
            return whole;
        }

        @Override
        public void stray() {
            stray = true;
        }
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

    /**
     * The document with other words, and those calls that may be shown. Choices that are {@code touched} lose their
     * token probabilities.
     */
    Json.Members showing(Part.Words shown, Set<String> tools, Set<Integer> touched) {
        Iterator<Passage> next = shown.passages().iterator();
        OpenAiWords words = new OpenAiWords() {
            @Override
            public String text(Channel channel, String text) {
                return next.next().text();
            }

            @Override
            public boolean keepsCall(Channel arguments) {
                return shown.calls().map(calls -> calls.contains(arguments)).orElse(true);
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
