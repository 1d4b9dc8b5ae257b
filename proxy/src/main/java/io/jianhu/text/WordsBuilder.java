package io.jianhu.text;

import java.util.Arrays;
import java.util.List;

/** Builds {@link Words} breadth first: the words of a state are parted by their next character, level by level. */
final class WordsBuilder {

    private static final int EXPECTED = 1 << 19;

    private final List<String> words;
    private final Alphabet alphabet;
    /** The numbers of the characters of all words, one word after the other. */
    private final char[] letters;

    private final int[] begins;
    /** The words, those of a state together. */
    private final int[] order;

    private final int[] shorter;
    private final Pairs pairs;
    private final Cells cells;
    private Level level;
    private Level next;
    private int[] codes = new int[16];
    private long[] keys = new long[16];

    WordsBuilder(List<String> words) {
        this.words = words;
        if (words.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("words: an empty one (expected: at least one character)");
        }
        alphabet = new Alphabet(words);
        begins = new int[words.size() + 1];
        for (int i = 0; i < words.size(); i++) {
            begins[i + 1] = Math.addExact(begins[i], words.get(i).length());
        }
        letters = new char[begins[words.size()]];
        order = new int[words.size()];
        for (int i = 0; i < words.size(); i++) {
            spell(words.get(i), begins[i]);
            order[i] = i;
        }
        shorter = new int[words.size()];
        pairs = new Pairs(words.size());
        cells = new Cells(alphabet.size(), Math.min(letters.length, EXPECTED));
        level = new Level(1 + Math.min(words.size(), EXPECTED));
        next = new Level(1 + Math.min(words.size(), EXPECTED));
    }

    private void spell(String word, int begin) {
        for (int i = 0; i < word.length(); i++) {
            letters[begin + i] = alphabet.codes()[word.charAt(i)];
        }
    }

    Words build() {
        level.add(Words.START, 0, order.length);
        for (int depth = 0; level.count > 0; depth++) {
            next.count = 0;
            for (int i = 0; i < level.count; i++) {
                expand(level.states[i], level.froms[i], level.tos[i], depth);
            }
            Level done = level;
            level = next;
            next = done;
        }
        return new Words(
                alphabet,
                cells.trimmed(),
                pairs,
                words.stream().mapToInt(String::length).toArray(),
                cells.trimmedHits(),
                shorter,
                cells.trimmedOpen());
    }

    /** Gives a state at {@code depth} its children; its words are those of {@link #order} in the range. */
    private void expand(int state, int from, int to, int depth) {
        part(from, to, depth);
        int fallback = cells.get(state, Words.FALLBACK);
        cells.set(state, Words.FALLBACK_BASE, cells.get(fallback, Words.BASE));
        int hit = cells.hit(fallback);
        int first = from;
        if (first < to && ends(first, depth)) {
            int word = order[first++];
            if (first < to && ends(first, depth)) {
                throw new IllegalArgumentException("words: one is there twice (expected: all different)");
            }
            shorter[word] = hit;
            hit = word + 1;
        }
        cells.hit(state, hit);
        int count = 0;
        for (int i = first; i < to; i++) {
            int code = letters[begins[order[i]] + depth];
            if (count == 0 || codes[count - 1] != code) {
                if (count == codes.length) {
                    codes = Arrays.copyOf(codes, 2 * count);
                }
                codes[count++] = code;
            }
        }
        cells.open(state, count > 0 ? depth : cells.open(fallback));
        int base = cells.add(state, codes, count);
        int begin = first;
        for (int i = 0; i < count; i++) {
            int code = codes[i];
            int end = begin + 1;
            while (end < to && letters[begins[order[end]] + depth] == code) {
                end++;
            }
            int child = base + code;
            if (depth == 1) {
                pairs.add(state, code);
            }
            if (depth > 0) {
                int suffix = Words.step(cells.numbers(), alphabet.firsts(), pairs, fallback, code);
                cells.set(child, Words.FALLBACK, suffix);
            }
            next.add(child, begin, end);
            begin = end;
        }
    }

    private boolean ends(int place, int depth) {
        int word = order[place];
        return begins[word] + depth == begins[word + 1];
    }

    /** Orders a range of words by their character at {@code depth}, one that ends there first. */
    private void part(int from, int to, int depth) {
        int count = to - from;
        if (count < 2) {
            return;
        }
        if (count > keys.length) {
            keys = new long[Math.max(count, 2 * keys.length)];
        }
        boolean ordered = true;
        for (int i = 0; i < count; i++) {
            int word = order[from + i];
            int at = begins[word] + depth;
            long code = at == begins[word + 1] ? 0 : letters[at];
            keys[i] = code << Integer.SIZE | word;
            ordered &= i == 0 || keys[i - 1] <= keys[i];
        }
        if (ordered) {
            return;
        }
        Arrays.sort(keys, 0, count);
        for (int i = 0; i < count; i++) {
            order[from + i] = (int) keys[i];
        }
    }

    /** The states of one depth, each with its words. */
    private static final class Level {

        private int[] states;
        private int[] froms;
        private int[] tos;
        private int count;

        Level(int expected) {
            states = new int[expected];
            froms = new int[expected];
            tos = new int[expected];
        }

        void add(int state, int from, int to) {
            if (count == states.length) {
                states = Arrays.copyOf(states, 2 * count);
                froms = Arrays.copyOf(froms, 2 * count);
                tos = Arrays.copyOf(tos, 2 * count);
            }
            states[count] = state;
            froms[count] = from;
            tos[count] = to;
            count++;
        }
    }
}
