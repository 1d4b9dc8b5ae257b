package io.jianhu.recognise;

import org.jspecify.annotations.Nullable;

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
    default @Nullable Glance glance() {
        return null;
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
