package io.jianhu.recognise;

/**
 * Reads text, character by character, as signs: full-width forms and digits of any script become plain, invisible
 * characters and marks are told apart, JSON escapes and surrogate pairs become one sign. Positions are those of the text.
 */
public final class Decoding {

    /** A character that cannot be seen. */
    public static final char INVISIBLE = '\uFFFE';

    /** A character that is part of no identifier. */
    public static final char OTHER = '\uFFFF';

    /** By character. */
    private static final char[] SIGNS = signs();

    private static final String ESCAPES = "nrtbf\"/\\";
    private static final int LONGEST_ESCAPE = 6;

    private final Sink sink;
    private final StringBuilder open = new StringBuilder(LONGEST_ESCAPE);
    private int position;

    public Decoding(Sink sink) {
        this.sink = sink;
    }

    /** Takes signs in order. */
    public interface Sink {
        /**
         * Takes the next sign.
         *
         * @param start where the sign begins in the text
         * @param end where it ends
         */
        void sign(char sign, int start, int end);
    }

    /** The number of characters read that are not yet signs. */
    public int open() {
        return open.length();
    }

    /** The number of characters read. */
    public int position() {
        return position;
    }

    /** Forgets the last characters, which will be read again; nothing is open. */
    void back(int characters) {
        position -= characters;
    }

    /** Counts characters that were read elsewhere; nothing is open. */
    void pass(int characters) {
        position += characters;
    }

    /** Whether a character may be the beginning of a sign of several. */
    static boolean opens(char character) {
        return character == '\\' || Character.isHighSurrogate(character);
    }

    public void read(char character) {
        position++;
        if (open.length() > 0) {
            proceed(character);
        } else if (opens(character)) {
            open.append(character);
        } else {
            sink.sign(fold(character), position - 1, position);
        }
    }

    /** Gives up what is open. */
    public void end() {
        if (open.length() > 0) {
            giveUp();
        }
    }

    private void proceed(char character) {
        if (Character.isHighSurrogate(open.charAt(0))) {
            if (Character.isLowSurrogate(character)) {
                int point = Character.toCodePoint(open.charAt(0), character);
                open.setLength(0);
                sink.sign(sign(point), position - 2, position);
            } else {
                giveUpBefore(character);
            }
        } else if (open.length() == 1) {
            if (character == 'u') {
                open.append(character);
            } else if (ESCAPES.indexOf(character) >= 0) {
                open.setLength(0);
                sink.sign(escaped(character), position - 2, position);
            } else {
                giveUpBefore(character);
            }
        } else if (Character.digit(character, 16) < 0 || character > 'f') {
            giveUpBefore(character);
        } else {
            open.append(character);
            if (open.length() == LONGEST_ESCAPE) {
                char escaped = (char) Integer.parseInt(open, 2, LONGEST_ESCAPE, 16);
                open.setLength(0);
                sink.sign(fold(escaped), position - LONGEST_ESCAPE, position);
            }
        }
    }

    private void giveUpBefore(char character) {
        position--;
        giveUp();
        read(character);
    }

    /** Reads the open characters as they are. */
    private void giveUp() {
        String plain = open.toString();
        open.setLength(0);
        int start = position - plain.length();
        sink.sign(plain.charAt(0) == '\\' ? '\\' : OTHER, start, start + 1);
        for (int i = 1; i < plain.length(); i++) {
            sink.sign(fold(plain.charAt(i)), start + i, start + i + 1);
        }
    }

    private static char escaped(char character) {
        return switch (character) {
            case 'n', 'r' -> '\n';
            case 't' -> ' ';
            case 'b', 'f' -> OTHER;
            default -> character;
        };
    }

    /** The sign that a character stands for. */
    static char fold(char character) {
        return SIGNS[character];
    }

    private static char[] signs() {
        char[] signs = new char[Character.MAX_VALUE + 1];
        for (int character = 0; character < signs.length; character++) {
            signs[character] = sign(character);
        }
        return signs;
    }

    private static char sign(int point) {
        if (point < 0x7F) {
            return point == '\t' ? ' ' : point == '\r' ? '\n' : (char) point;
        }
        if (point >= 0x4E00 && point <= 0x9FFF) {
            return (char) point;
        }
        if (point >= 0xFF01 && point <= 0xFF5E) {
            return (char) (point - 0xFF01 + '!');
        }
        int digit = Character.digit(point, 10);
        if (digit >= 0) {
            return (char) ('0' + digit);
        }
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> INVISIBLE;
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default -> point == 0x2212 ? '-' : isFiller(point) ? INVISIBLE : point > 0xFFFF ? OTHER : (char) point;
        };
    }

    /** Hangul fillers take no room. */
    private static boolean isFiller(int point) {
        return point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0xFFA0;
    }
}
