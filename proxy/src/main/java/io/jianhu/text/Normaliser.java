package io.jianhu.text;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads text, in any pieces, and says it again as it looks to a reader. In this order: every code point folded (full
 * width to half width, compatibility forms, confusables, lower case, simplified characters), marks and invisible
 * characters dropped; white space and separators dropped beside and between Chinese characters ({@link Spaces}); repeated
 * characters said once ({@link Repeats}); words spelled out joined ({@link Letters}); then, where the {@link Spelling} asks
 * for it, characters said as their parts ({@link Parts}) or their sound ({@link Sounds}). Line breaks become {@code \n} and
 * are kept.
 *
 * <p>Everything said comes with its place in the text that was read. State is small and bounded. Used by one thread.
 */
public final class Normaliser {

    /** Takes what a normaliser says. */
    @FunctionalInterface
    public interface Sink {

        /**
         * Takes one normalised code point. One code point of the text may yield several, all with the same place.
         *
         * @param start where its original begins
         * @param end where its original ends
         */
        void accept(int codePoint, int start, int end);

        /** Takes the letters that one character is said as, of ASCII, all with its place. */
        default void acceptAll(String letters, int start, int end) {
            for (int i = 0; i < letters.length(); i++) {
                accept(letters.charAt(i), start, end);
            }
        }
    }

    private static final char REPLACEMENT = 0xFFFD;

    private final Spaces spaces;
    private final Repeats repeats;
    private final Letters letters;
    private final Voices voices;
    private char high;
    private int position;

    /** Reads plainly. */
    public Normaliser(Sink sink) {
        this(Spelling.PLAIN, sink);
    }

    public Normaliser(Spelling spelling, Sink sink) {
        this(Map.of(spelling, sink));
    }

    /** Reads once and says it in several spellings. */
    public Normaliser(Map<Spelling, ? extends Sink> sinks) {
        voices = new Voices(sinks);
        letters = new Letters(voices);
        repeats = new Repeats(letters);
        spaces = new Spaces(repeats);
    }

    /** The whole of a text, normalised plainly. */
    public static String normalise(CharSequence text) {
        return normalise(Spelling.PLAIN, text);
    }

    /** The whole of a text, normalised. */
    public static String normalise(Spelling spelling, CharSequence text) {
        if (spelling == Spelling.PLAIN && isSaidAsItStands(text)) {
            return text.toString();
        }
        StringBuilder said = new StringBuilder(text.length());
        Normaliser normaliser = new Normaliser(spelling, (codePoint, start, end) -> said.appendCodePoint(codePoint));
        normaliser.read(text);
        normaliser.end();
        return said.toString();
    }

    /** Whether a text has nothing but different Chinese characters side by side, none of which reads as another. */
    private static boolean isSaidAsItStands(CharSequence text) {
        char before = 0;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!Characters.isUnified(character) || character == before || Folding.single(character) != character) {
                return false;
            }
            before = character;
        }
        return true;
    }

    /** What normalising does to a text, in order; empty if it is said as it stands. */
    public static Set<Fold> folds(Spelling spelling, CharSequence text) {
        Set<Fold> folds = EnumSet.noneOf(Fold.class);
        text.codePoints().forEach(codePoint -> Fold.add(codePoint, folds));
        Normaliser normaliser = new Normaliser(spelling, (codePoint, start, end) -> {});
        normaliser.read(text);
        normaliser.end();
        normaliser.addTo(folds);
        return Collections.unmodifiableSet(folds);
    }

    private void addTo(Set<Fold> folds) {
        if (spaces.acted() || letters.narrowed()) {
            folds.add(Fold.SEPARATOR);
        }
        if (repeats.acted()) {
            folds.add(Fold.REPEATED);
        }
        if (letters.acted()) {
            folds.add(Fold.SPACED_LETTERS);
        }
        voices.addTo(folds);
    }

    /** What one code point reads as, plainly and whatever stands beside it; empty if it is dropped. */
    public static String fold(int codePoint) {
        return Folding.all(codePoint);
    }

    /** Reads on. */
    public void read(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            read(text.charAt(i));
        }
    }

    /** Says what was waiting for a next character. */
    public void end() {
        if (high != 0) {
            high = 0;
            spaces.accept(REPLACEMENT, position - 1, position);
        }
        spaces.end();
        repeats.end();
        letters.end();
        voices.end();
    }

    /** How many characters were read. */
    public int position() {
        return position;
    }

    /**
     * Where the earliest character begins that was read and is neither said in a spelling nor dropped, or
     * {@link #position}.
     */
    public int waiting(Spelling spelling) {
        int earliest = high == 0 ? position : position - 1;
        earliest = Math.min(earliest, Math.min(spaces.waiting(), repeats.waiting()));
        return Math.min(earliest, Math.min(letters.waiting(), voices.waiting(spelling)));
    }

    /** Reads on. */
    public void read(char character) {
        int at = position++;
        if (high != 0) {
            char first = high;
            high = 0;
            if (Character.isLowSurrogate(character)) {
                fold(Character.toCodePoint(first, character), at - 1, at + 1);
                return;
            }
            spaces.accept(REPLACEMENT, at - 1, at);
        }
        if (Character.isHighSurrogate(character)) {
            high = character;
        } else {
            fold(character, at, at + 1);
        }
    }

    private void fold(int codePoint, int start, int end) {
        int folded = Folding.single(codePoint);
        if (folded >= 0) {
            spaces.accept(folded, start, end);
        } else if (folded == Folding.SEVERAL) {
            String all = Folding.all(codePoint);
            for (int i = 0; i < all.length(); i += Character.charCount(all.codePointAt(i))) {
                spaces.accept(all.codePointAt(i), start, end);
            }
        }
    }
}
