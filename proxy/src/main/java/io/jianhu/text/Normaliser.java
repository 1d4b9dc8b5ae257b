package io.jianhu.text;

/**
 * Reads text, in any pieces, and says it again as it looks to a reader: every code point folded (full width to half
 * width, compatibility forms, lower case, simplified characters), marks and invisible characters dropped, white space
 * reduced to one space, and dropped beside a Chinese character; between two Chinese characters, up to {@value #MOST}
 * separators such as {@code * . - _ ·} dropped as well. Line breaks become {@code \n} and are kept.
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
    }

    private static final int MOST = 8;
    private static final char REPLACEMENT = 0xFFFD;

    private final Sink sink;
    private final char[] held = new char[2 * MOST + 1];
    private final int[] starts = new int[held.length];
    private final int[] ends = new int[held.length];
    private int heldCount;
    private int heldSeparators;
    private boolean afterChinese;
    private char high;
    private int position;

    public Normaliser(Sink sink) {
        this.sink = sink;
    }

    /** The whole of a text, normalised. */
    public static String normalise(CharSequence text) {
        StringBuilder said = new StringBuilder(text.length());
        Normaliser normaliser = new Normaliser((codePoint, start, end) -> said.appendCodePoint(codePoint));
        normaliser.read(text);
        normaliser.end();
        return said.toString();
    }

    /** What one code point reads as, whatever stands beside it; empty if it is dropped. */
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
            say(REPLACEMENT, position - 1, position);
        }
        release(false);
    }

    /** How many characters were read. */
    public int position() {
        return position;
    }

    /** Where the earliest character begins that was read and is neither said nor dropped, or {@link #position}. */
    public int waiting() {
        if (heldCount > 0) {
            return starts[0];
        }
        return high == 0 ? position : position - 1;
    }

    private void read(char character) {
        int at = position++;
        if (high != 0) {
            char first = high;
            high = 0;
            if (Character.isLowSurrogate(character)) {
                fold(Character.toCodePoint(first, character), at - 1, at + 1);
                return;
            }
            say(REPLACEMENT, at - 1, at);
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
            say(folded, start, end);
        } else if (folded == Folding.SEVERAL) {
            String all = Folding.all(codePoint);
            for (int i = 0; i < all.length(); i += Character.charCount(all.codePointAt(i))) {
                say(all.codePointAt(i), start, end);
            }
        }
    }

    private void say(int codePoint, int start, int end) {
        if (codePoint == ' ') {
            if (heldCount == 0 || held[heldCount - 1] != ' ') {
                hold(' ', start, end);
            }
            return;
        }
        if (afterChinese && heldSeparators < MOST && isSeparator(codePoint)) {
            hold((char) codePoint, start, end);
            heldSeparators++;
            return;
        }
        boolean chinese = codePoint > 0x3000 && Character.isIdeographic(codePoint);
        if (heldCount > 0) {
            release(chinese);
        }
        afterChinese = chinese;
        sink.accept(codePoint, start, end);
    }

    private void hold(char character, int start, int end) {
        held[heldCount] = character;
        starts[heldCount] = start;
        ends[heldCount] = end;
        heldCount++;
    }

    private void release(boolean beforeChinese) {
        int count = heldCount;
        heldCount = 0;
        heldSeparators = 0;
        if (afterChinese && beforeChinese) {
            return;
        }
        for (int i = 0; i < count; i++) {
            boolean besideChinese = (afterChinese && i == 0) || (beforeChinese && i == count - 1);
            if (held[i] != ' ' || !besideChinese) {
                sink.accept(held[i], starts[i], ends[i]);
            }
        }
    }

    private static boolean isSeparator(int codePoint) {
        return switch (codePoint) {
            case '*', '.', '-', '_', '~', '^', '+', '=', '#', '·', '•', '・' -> true;
            default -> false;
        };
    }
}
