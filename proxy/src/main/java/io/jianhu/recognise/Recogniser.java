package io.jianhu.recognise;

import java.util.Optional;

/**
 * One way in which personal data looks. A recogniser reads folded signs (see {@link Stretch}), so that full-width and
 * invisible characters need no care here. It holds no state, and what it says depends on the signs it has read only:
 * that is what makes a reading in pieces exact.
 */
interface Recogniser {

    String DIGITS = "0123456789";
    String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    Kind kind();

    /** The signs that a value may begin with. Of a run of digits or of letters, only the first is asked about. */
    String firsts();

    /** How to pass over text without asking at each sign; without a glance, every sign of {@link #firsts} is asked. */
    default Optional<Glance> glance() {
        return Optional.empty();
    }

    /** Whether {@link #mayBegin} tells more than that a sign of {@link #firsts} stands there. */
    default boolean glances() {
        return false;
    }

    /**
     * A quick look at characters before they are read as signs: whether a value may begin here. No must be certain,
     * whatever comes before and behind the text.
     *
     * @param single from here on up to {@code from} each character is a sign of its own
     */
    default boolean mayBegin(Characters text, int single, int from) {
        return true;
    }

    /**
     * The signs of which one stands second in every value, or an empty text when any may. Only spares time: the reading
     * passes over those that go on with something else.
     */
    default String seconds() {
        return "";
    }

    /** The signs of which one stands right before a value whose second sign is none of {@link #seconds}. */
    default String befores() {
        return "";
    }

    /**
     * The fewest signs that a value has which begins with a letter, a plain digit or a mark other than +, up to the first
     * that is none of these. Only spares time: where fewer stand together, this recogniser is not asked.
     */
    default int least() {
        return 1;
    }

    /**
     * Looks for the longest value that begins at a sign. Reads on as far as it must, and back over at most
     * {@link Stretch#BEHIND} signs.
     */
    Match match(Stretch stretch, int from);

    /**
     * The value without the freedom of writing, so that two ways to write one value are equal.
     *
     * @param signs the folded signs of the value
     */
    default String canonical(String signs) {
        StringBuilder plain = new StringBuilder(signs.length());
        for (int i = 0; i < signs.length(); i++) {
            char sign = signs.charAt(i);
            int digit = Numerals.value(sign);
            if (digit >= 0) {
                plain.append((char) ('0' + digit));
            } else if (Character.isLetterOrDigit(sign)) {
                plain.append(Character.toLowerCase(sign));
            }
        }
        return plain.toString();
    }
}
