package io.jianhu.guard;

import io.jianhu.text.Span;

/**
 * The last normalised characters of one reading, each with its place in the text and the number of its sentence. A
 * sentence ends with {@code 。 ! ? ;} or a line break, or after {@value #LONGEST_SENTENCE} characters.
 */
final class Recent {

    /** The greatest number of normalised characters in a sentence. */
    static final int LONGEST_SENTENCE = 200;

    private static final int SMALL = 64;
    private static final char LAST_ENDER = '。';

    private final int full;
    private int limit;
    private int mask;
    private char[] characters;
    private int[] starts;
    private int[] ends;
    private int[] sentences;
    private int count;
    private int sentence;
    private int begin;
    private int completeBegin;
    private int ender = -1;
    private int floor = Integer.MAX_VALUE;

    /** One that remembers at least {@code reach} characters once it has grown. */
    Recent(int reach) {
        full = Integer.highestOneBit(Math.max(reach, 8)) * 2;
        int capacity = Math.min(full, SMALL);
        limit = capacity < full ? capacity : Integer.MAX_VALUE;
        mask = capacity - 1;
        characters = new char[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
        sentences = new int[capacity];
    }

    /** Adds a character; says whether it ends a sentence. */
    boolean add(char character, int start, int end) {
        int cell = count & mask;
        if (count >= limit) {
            widen(cell);
            cell = count & mask;
        }
        characters[cell] = character;
        starts[cell] = start;
        ends[cell] = end;
        sentences[cell] = sentence;
        count++;
        boolean ended = character <= LAST_ENDER && endsSentence(character);
        if (!ended && count - begin < LONGEST_SENTENCE) {
            return false;
        }
        if (ended) {
            ender = count - 1;
        }
        sentence++;
        completeBegin = begin;
        begin = count;
        return true;
    }

    /** Whether so many characters of which none ends a sentence leave it unended. */
    boolean isWithinSentence(int length) {
        return count + length - begin < LONGEST_SENTENCE;
    }

    /** Adds letters that are {@link #isWithinSentence within} their sentence, all with one place. */
    void addAll(String letters, int start, int end) {
        for (int i = 0; i < letters.length(); i++) {
            add(letters.charAt(i), start, end);
        }
    }

    private void widen(int cell) {
        if (count > mask && (mask + 1 < full || ends[cell] > floor)) {
            grow();
        }
        limit = floor < Integer.MAX_VALUE ? 0 : mask + 1 < full ? mask + 1 : Integer.MAX_VALUE;
    }

    private void grow() {
        int capacity = 2 * (mask + 1);
        char[] newCharacters = new char[capacity];
        int[] newStarts = new int[capacity];
        int[] newEnds = new int[capacity];
        int[] newSentences = new int[capacity];
        for (int index = oldest(); index < count; index++) {
            int cell = index & (capacity - 1);
            newCharacters[cell] = characters[index & mask];
            newStarts[cell] = starts[index & mask];
            newEnds[cell] = ends[index & mask];
            newSentences[cell] = sentences[index & mask];
        }
        mask = capacity - 1;
        characters = newCharacters;
        starts = newStarts;
        ends = newEnds;
        sentences = newSentences;
    }

    /** Has all characters remembered that end after this place in the text, however many. */
    void keep(int offset) {
        floor = offset;
        limit = 0;
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

    /** The index of the oldest remembered character. */
    int oldest() {
        return Math.max(0, count - mask - 1);
    }

    /** The number of the sentence the next character belongs to; all smaller ones are complete. */
    int sentence() {
        return sentence;
    }

    /** The number of the sentence of a character that is still remembered, or is the next. */
    int sentence(int index) {
        return index == count ? sentence : sentences[index & mask];
    }

    /** The index at which the sentence begins that the next character belongs to. */
    int sentenceBegin() {
        return begin;
    }

    /** The index at which the last complete sentence begins. */
    int completeSentenceBegin() {
        return completeBegin;
    }

    /** The index after the last character before {@code index} that ends a sentence, or {@code index - most}. */
    int clear(int index, int most) {
        if (ender < index) {
            return Math.max(ender + 1, index - most);
        }
        int clear = index;
        while (clear > Math.max(0, index - most) && !endsSentence(character(clear - 1))) {
            clear--;
        }
        return clear;
    }

    /** The index of the first character from {@code index} on that ends a sentence, or {@code index + most}. */
    int stop(int index, int most) {
        if (ender < index) {
            return index + most;
        }
        int stop = index;
        while (stop < index + most && !endsSentence(character(stop))) {
            stop++;
        }
        return stop;
    }

    /** Where in the text the original of a remembered character begins. */
    int start(int index) {
        return starts[index & mask];
    }

    /** Where in the text the original of a remembered character ends. */
    int end(int index) {
        return ends[index & mask];
    }

    char character(int index) {
        return characters[index & mask];
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

    /** The sight of remembered characters, at least one. */
    Sight sight(int from, int to) {
        return sight(new Span(start(from), end(to - 1)), from, to);
    }

    /** The sight of a stretch of the text of which all characters that stand in it were added. */
    Sight sight(Span span) {
        int from = index(ends, span.start() + 1);
        return sight(span, from, Math.max(from, index(starts, span.end())));
    }

    private Sight sight(Span span, int from, int to) {
        return new Sight(span, from, to, sentence(from), sentence(Math.max(from, to - 1)));
    }

    /** The index of the first remembered character that ends after a place in the text, or the next index. */
    int after(int offset) {
        return index(ends, offset + 1);
    }

    /** The first remembered index with at least this place, or the next index. */
    private int index(int[] places, int least) {
        int low = oldest();
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[middle & mask] >= least) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
