package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Part;
import io.jianhu.chat.Passage;
import io.jianhu.frame.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What carries the words of a part: the document they stand in, and the words as the model sent them.
 *
 * @param form in which tongue and in which of its forms the document is; a voice in the same writes it back
 * @param facts what a voice in another wants to know
 * @param isRecast whether the words in the document are those of an earlier event, to which this one is like but for them
 */
public record Heard(
        String form, AnswerWalk walk, Json.Members document, List<Passage> passages, Facts facts, boolean isRecast)
        implements Carrier {

    /** What a document tells beside its words. */
    public record Facts(Map<Integer, Stop> stops, Optional<Usage> usage, Map<Channel, String> ids) {

        public static final Facts NONE = new Facts(Map.of(), Optional.empty(), Map.of());
    }

    /** What was read, and whether there may be a tool call in it that the walk does not know. */
    public record Reading(Heard heard, boolean stray) {

        /** The part, which completes these choices and channels. */
        public Part.Words part(Set<Integer> ends, Set<Channel> closes) {
            return new Part.Words(heard.passages, ends, closes, stray, heard);
        }
    }

    public Heard {
        passages = List.copyOf(passages);
    }

    /**
     * Reads a document.
     *
     * @param sound turns the text on a channel into one without half surrogate pairs
     */
    public static Reading read(
            String form, AnswerWalk walk, Json.Members document, BiFunction<Channel, String, String> sound, Facts facts)
            throws MalformedAnswer {
        Gathering gathering = new Gathering(sound);
        Json.Members kept = walk.walk(document, gathering);
        return new Reading(new Heard(form, walk, kept, gathering.passages, facts, false), gathering.stray);
    }

    /** The same event with other words in its only passage. */
    Heard saying(String words) {
        Passage passage = new Passage(passages.getFirst().channel(), words);
        return new Heard(form, walk, document, List.of(passage), facts, true);
    }

    /** The part of an event that ends nothing. */
    public Part.Words part() {
        return new Part.Words(passages, Set.of(), Set.of(), false, this);
    }

    /** Gathers what a document says. */
    private static final class Gathering implements AnswerTexts {

        private final BiFunction<Channel, String, String> sound;
        private final List<Passage> passages = new ArrayList<>();
        private boolean stray;

        Gathering(BiFunction<Channel, String, String> sound) {
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

    /** That of a part which came in this form; empty for any other. */
    public static Optional<Heard> in(String form, Part.Words words) {
        return words.carrier() instanceof Heard heard && heard.form.equals(form)
                ? Optional.of(heard)
                : Optional.empty();
    }

    /** The choices whose words in {@code shown} are not as the model sent them. */
    public Set<Integer> changed(List<Passage> shown) {
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
     *
     * @throws IllegalStateException when the words are not those of the places in the document
     */
    public Json.Members showing(Part.Words shown, Set<Integer> touched) {
        Shown next = new Shown(shown.passages());
        AnswerTexts texts = new AnswerTexts() {
            @Override
            public String text(Channel channel, String text) {
                return next.on(channel);
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
            Json.Members walked = walk.walk(document, texts);
            next.end();
            return walked;
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The document with more words at the end of a channel that it has. */
    public Json.Members appended(Json.Members written, Passage tail) {
        AnswerTexts texts = (channel, text) -> channel.equals(tail.channel()) ? text + tail.text() : text;
        try {
            return walk.walk(written, texts);
        } catch (MalformedAnswer impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Map<Integer, Stop> stops() {
        return facts.stops();
    }

    @Override
    public Optional<Usage> usage() {
        return facts.usage();
    }

    @Override
    public Optional<String> call(Channel arguments) {
        return Optional.ofNullable(facts.ids().get(arguments));
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Heard[" + form + " " + passages.size() + " passages]";
    }
}
