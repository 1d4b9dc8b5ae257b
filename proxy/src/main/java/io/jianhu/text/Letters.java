package io.jianhu.text;

/**
 * Joins words spelled out: single Latin letters, each parted from the next by one space or separator, read as a word. Two
 * or more spaces part words; they are said as one space, or as two between single letters, so that reading again joins
 * nothing. More than two of a letter within such a word are two. At most five code points wait.
 */
final class Letters implements Stage {

    /** What is held: after a letter that may be the last of a spelled word, a gap, and what may be joined to it. */
    private enum State {
        NONE,
        GAP,
        GAP_LETTER,
        WIDE,
        WIDE_LETTER,
        WIDE_LETTER_GAP,
        WIDE_LETTER_GAP_LETTER
    }

    private final Normaliser.Sink next;
    private final Held held = new Held(5);
    private State state = State.NONE;
    private int last = -1;
    private int run;
    private int width;
    private boolean joinable;
    private boolean joined;
    private boolean narrowed;

    Letters(Normaliser.Sink next) {
        this.next = next;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (state == State.NONE) {
            plain(codePoint, start, end);
            return;
        }
        boolean letter = Characters.isLatin(codePoint);
        boolean wide = codePoint == ' ' && held.codePoint(held.count() - 1) == ' ';
        if (state == State.GAP && wide) {
            hold(State.WIDE, codePoint, start, end);
        } else if (state == State.GAP && letter) {
            hold(State.GAP_LETTER, codePoint, start, end);
        } else if (state == State.WIDE && letter && width == 1) {
            hold(State.WIDE_LETTER, codePoint, start, end);
        } else if (state == State.WIDE_LETTER && isGap(codePoint)) {
            hold(State.WIDE_LETTER_GAP, codePoint, start, end);
        } else if (state == State.WIDE_LETTER_GAP && letter) {
            hold(State.WIDE_LETTER_GAP_LETTER, codePoint, start, end);
        } else if (state == State.WIDE_LETTER_GAP && wide) {
            partLetters(codePoint, start, end);
        } else {
            resolve(Characters.isWord(codePoint));
            plain(codePoint, start, end);
        }
    }

    private void hold(State then, int codePoint, int start, int end) {
        held.add(codePoint, start, end);
        state = then;
    }

    /** A second wide gap: the letter before it stands alone between two. */
    private void partLetters(int codePoint, int start, int end) {
        say(0);
        say(1);
        say(2);
        held.keep(3);
        hold(State.WIDE, codePoint, start, end);
    }

    /** Says what is held before a character that is none of what it waited for. */
    private void resolve(boolean beforeWord) {
        switch (state) {
            case NONE -> {}
            case GAP -> say(0);
            case GAP_LETTER -> {
                if (beforeWord) {
                    say(0);
                    say(1);
                } else {
                    join(1);
                }
            }
            case WIDE -> narrow();
            case WIDE_LETTER -> {
                if (beforeWord) {
                    narrow();
                } else {
                    say(0);
                    say(1);
                }
                say(2);
            }
            case WIDE_LETTER_GAP -> {
                say(0);
                say(1);
                say(2);
                say(3);
            }
            case WIDE_LETTER_GAP_LETTER -> {
                if (beforeWord) {
                    say(0);
                    say(1);
                    say(2);
                    say(3);
                    say(4);
                } else {
                    narrow();
                    say(2);
                    join(4);
                }
            }
        }
        held.clear();
        state = State.NONE;
    }

    /** Says one space for a wide gap. */
    private void narrow() {
        say(0);
        narrowed = true;
    }

    /** Says a held code point as it stands. */
    private void say(int index) {
        int codePoint = held.codePoint(index);
        boolean letter = Characters.isLatin(codePoint);
        note(codePoint, letter ? 1 : 0, letter);
        held.pass(index, next);
    }

    /** Says a held letter as the next one of a word. */
    private void join(int index) {
        int letter = held.codePoint(index);
        run = letter == last ? run + 1 : 1;
        joined = true;
        last = letter;
        width = 2;
        joinable = true;
        if (run <= 2) {
            held.pass(index, next);
        }
    }

    private void plain(int codePoint, int start, int end) {
        if (Characters.isUnified(codePoint)) {
            last = codePoint;
            width = 0;
            joinable = false;
        } else if (joinable && isGap(codePoint)) {
            hold(State.GAP, codePoint, start, end);
            return;
        } else if (codePoint == ' ' && last == ' ') {
            narrowed = true;
            return;
        } else if (!Characters.isWord(codePoint)) {
            boolean withinWord = width > 0 && (codePoint == '\'' || codePoint == '’');
            note(codePoint, withinWord ? 2 : 0, false);
        } else {
            boolean single = width == 0 && Characters.isLatin(codePoint);
            note(codePoint, single ? 1 : 2, single);
        }
        next.accept(codePoint, start, end);
    }

    private void note(int codePoint, int width, boolean joinable) {
        last = codePoint;
        run = 1;
        this.width = width;
        this.joinable = joinable;
    }

    private static boolean isGap(int codePoint) {
        return codePoint == ' ' || Characters.isSpelling(codePoint);
    }

    @Override
    public void end() {
        resolve(false);
    }

    @Override
    public int waiting() {
        return held.earliest();
    }

    /** Whether it has joined letters. */
    @Override
    public boolean acted() {
        return joined;
    }

    /** Whether it has left out a space. */
    boolean narrowed() {
        return narrowed;
    }
}
