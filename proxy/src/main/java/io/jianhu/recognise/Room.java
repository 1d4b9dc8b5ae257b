package io.jianhu.recognise;

/** Counts the letters, digits and marks that stand together, with short gaps between, as far as it matters. */
final class Room {

    /** So many may be anything. */
    static final int ENOUGH = 8;

    /** So many gaps in a row do not end them. */
    private static final int LONGEST_GAP = 3;

    private int signs;
    private int gap;
    private boolean ended;

    /** Whether values that begin with a sign have {@link Recogniser#least} signs. */
    static boolean matters(char first) {
        return first <= '~' && first != '+';
    }

    /** Whether the next sign counts. */
    boolean isOpen() {
        return !ended && signs < ENOUGH && gap <= LONGEST_GAP;
    }

    void take(char sign) {
        if (sign == ' ' || sign == '\n' || sign == '·') {
            gap++;
        } else if (sign > '~' || sign == ',' || sign == ';') {
            ended = true;
        } else {
            gap = 0;
            signs++;
        }
    }

    /** How many there are, up to {@value #ENOUGH}. */
    int signs() {
        return signs;
    }
}
