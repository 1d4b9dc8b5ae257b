package io.jianhu.guard;

/**
 * Reads the signs that one encoding is made of. A sign is complete with one character or more; signs follow each other
 * in a row, which breaks at a character that does not belong to it.
 */
interface Bricks {

    /** What a character does. */
    enum Step {
        /** It breaks the row. */
        BREAK,
        /** It breaks the row and begins a sign of another. */
        BREAK_AND_BEGIN,
        /** It begins a sign. */
        BEGIN,
        /** It belongs to the sign that has begun, or stands between two. */
        WITHIN,
        /** It completes the sign that has begun. */
        COMPLETE,
        /** It is a sign. */
        WHOLE
    }

    /** How many signs make a wall. */
    int count();

    Step read(char character);

    /** What the last complete sign is, from 0 to 3. */
    int kind();

    /** Whether this many signs, by kind, of which so many differ from the one before, are encoded text. */
    boolean isEncoded(int[] kinds, int changes);
}
