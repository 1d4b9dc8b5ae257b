package io.jianhu.guard;

/**
 * The last normalised characters of one reading, each with its place in the text and the number of its sentence. A
 * sentence ends with {@code 。 ! ? ;} or a line break, or after {@value #LONGEST_SENTENCE} characters.
 */
final class Recent {

    /** The greatest number of normalised characters in a sentence. */
    static final int LONGEST_SENTENCE = 200;

    private final int mask;
    private final char[] characters;
    private final int[] starts;
    private final int[] ends;
    private final int[] sentences;
    private int count;
    private int sentence;
    private int sentenceLength;

    /** One that remembers at least {@code reach} characters. */
    Recent(int reach) {
        int capacity = Integer.highestOneBit(Math.max(reach, 8)) * 2;
        mask = capacity - 1;
        characters = new char[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
        sentences = new int[capacity];
    }

    void add(char character, int start, int end) {
        int cell = count++ & mask;
        characters[cell] = character;
        starts[cell] = start;
        ends[cell] = end;
        sentences[cell] = sentence;
        sentenceLength++;
        if (sentenceLength == LONGEST_SENTENCE || endsSentence(character)) {
            sentence++;
            sentenceLength = 0;
        }
    }

    static boolean endsSentence(char normalised) {
        return switch (normalised) {
            case '。', '!', '?', ';', '\n' -> true;
            default -> false;
        };
    }

    /** How many characters were added. */
    int count() {
        return count;
    }

    /** The number of the sentence the next character belongs to; all smaller ones are complete. */
    int sentence() {
        return sentence;
    }

    /** The number of the sentence of a character that is still remembered. */
    int sentence(int index) {
        return sentences[index & mask];
    }

    /** Where in the text the original of a remembered character begins. */
    int start(int index) {
        return starts[index & mask];
    }

    /** Where in the text the original of a remembered character ends. */
    int end(int index) {
        return ends[index & mask];
    }

    /** The sentence of the oldest remembered character. */
    int oldestSentence() {
        return count == 0 ? 0 : sentences[Math.max(0, count - mask - 1) & mask];
    }

    int codePoint(int index) {
        char first = characters[index & mask];
        if (Character.isHighSurrogate(first)) {
            return Character.toCodePoint(first, characters[(index + 1) & mask]);
        }
        return first;
    }

    /** The remembered characters from {@code from} up to {@code to}. */
    String text(int from, int to) {
        char[] copy = new char[to - from];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = characters[(from + i) & mask];
        }
        return new String(copy);
    }
}
