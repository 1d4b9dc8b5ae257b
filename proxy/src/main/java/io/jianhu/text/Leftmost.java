package io.jianhu.text;

/**
 * One search for the longest words from left to right. A place of the text is decided once no open candidate begins at
 * or before it; until then the longest word from there is remembered, and there are no more such places than the
 * longest word has characters.
 */
final class Leftmost {

    private final Words words;
    private final Words.Sink sink;
    /** For each undecided place the longest word from there, as a hit; a ring. */
    private final int[] from;

    private int next;

    Leftmost(Words words, int characters, Words.Sink sink) {
        this.words = words;
        this.sink = sink;
        from = new int[Math.min(words.longest(), characters) + 1];
    }

    void read(CharSequence text) {
        int state = Words.START;
        for (int end = 1; end <= text.length(); end++) {
            state = words.step(state, text.charAt(end - 1));
            for (int hit = words.hit(state); hit != Words.NONE; hit = words.nextHit(hit)) {
                int start = end - words.length(hit);
                if (start >= next) {
                    from[start % from.length] = hit;
                }
            }
            decide(end - words.open(state));
        }
        decide(text.length());
    }

    private void decide(int until) {
        while (next < until) {
            int hit = from[next % from.length];
            int start = next;
            int end = hit == Words.NONE ? start + 1 : start + words.length(hit);
            for (; next < end; next++) {
                from[next % from.length] = Words.NONE;
            }
            if (hit != Words.NONE) {
                sink.accept(words.word(hit), start, end);
            }
        }
    }
}
