package io.jianhu.guard;

import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Many phrases that mean the same to a rule, such as the entries of a list. Immutable; what every rule asks of them is
 * worked out once.
 */
public final class WordBase {

    private final List<String> words;
    /** Each phrase as it reads plainly; what has a gap as it is written. */
    private final String[] plain;

    private final BitSet unfit = new BitSet();
    private final int width;

    private WordBase(List<String> words) {
        this.words = words;
        plain = new String[words.size()];
        int widest = 0;
        for (int i = 0; i < plain.length; i++) {
            String phrase = words.get(i);
            if (hasGap(phrase)) {
                plain[i] = phrase;
                widest = Math.max(widest, Phrases.width(phrase));
            } else {
                plain[i] = Normaliser.normalise(phrase).strip();
                widest = Math.max(widest, plain[i].length());
            }
            if (Phrases.isDoubtful(plain[i]) && Phrases.problem(phrase).isPresent()) {
                unfit.set(i);
            }
        }
        width = widest;
    }

    /**
     * A base of these words.
     *
     * @param words phrases as in {@link Matcher.Phrase}, not blank
     */
    public static WordBase of(List<String> words) {
        return new WordBase(List.copyOf(words));
    }

    /** The phrases as they are written. */
    public List<String> words() {
        return words;
    }

    /** The places of those phrases that cannot be used. */
    public BitSet unfit() {
        return (BitSet) unfit.clone();
    }

    /** Why these phrases cannot be used, or empty if they can. */
    Optional<String> problem() {
        if (words.isEmpty()) {
            return Optional.of("list of no words (expected: at least one)");
        }
        int first = unfit.nextSetBit(0);
        return first < 0 ? Optional.empty() : Phrases.problem(words.get(first));
    }

    /** The greatest number of normalised characters a phrase matches. */
    int width() {
        return width;
    }

    /** Whether a phrase consists of pieces. */
    boolean hasGap(int place) {
        return hasGap(words.get(place));
    }

    /** A phrase without a gap, normalised. */
    String whole(int place, Spelling spelling) {
        return spelling == Spelling.PLAIN
                ? plain[place]
                : Normaliser.normalise(spelling, words.get(place)).strip();
    }

    private static boolean hasGap(String phrase) {
        return phrase.indexOf('…') >= 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof WordBase base && words.equals(base.words));
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.size() + " words";
    }
}
