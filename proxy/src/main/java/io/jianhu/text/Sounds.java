package io.jianhu.text;

import org.jspecify.annotations.Nullable;

/**
 * Says Chinese characters as the letters of their most common reading, without tone, all with the place of the original;
 * {@code v} as {@code u}. Between letters it drops up to {@value Spaces#MOST} spaces and separators, and after a letter of
 * the text a single digit from 1 to 5, which is a tone. The borders of the text count as letters: whatever stands in a
 * text is then found in it, wherever it was cut out.
 */
final class Sounds implements Stage {

    private static final Readings PINYIN = Readings.load("pinyin.txt");

    private enum After {
        LETTER,
        CHINESE,
        OTHER
    }

    private final Normaliser.Sink next;
    private final Held gap = new Held(Spaces.MOST);
    private final Held tone = new Held(1);
    private After after = After.LETTER;
    private boolean acted;

    Sounds(Normaliser.Sink next) {
        this.next = next;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (tone.count() > 0) {
            afterTone(Characters.isDigit(codePoint));
        }
        if (Characters.isLatin(codePoint)) {
            dropGap();
            after = After.LETTER;
            acted |= codePoint == 'v';
            next.accept(codePoint == 'v' ? 'u' : codePoint, start, end);
            return;
        }
        @Nullable String reading = PINYIN.of(codePoint);
        if (reading != null) {
            say(reading, start, end);
        } else if (after != After.OTHER && (codePoint == ' ' || Characters.isSeparator(codePoint))) {
            gap(codePoint, start, end);
        } else {
            other(codePoint, start, end);
        }
    }

    private void afterTone(boolean beforeDigit) {
        if (beforeDigit) {
            after = After.OTHER;
            tone.passAll(next);
        } else {
            acted = true;
            tone.clear();
        }
    }

    private void say(String reading, int start, int end) {
        dropGap();
        acted = true;
        after = After.CHINESE;
        next.acceptAll(reading, start, end);
    }

    private void gap(int codePoint, int start, int end) {
        if (gap.count() < Spaces.MOST) {
            gap.add(codePoint, start, end);
        } else {
            other(codePoint, start, end);
        }
    }

    private void other(int codePoint, int start, int end) {
        boolean besideLetter = after == After.LETTER && gap.count() == 0;
        if (besideLetter && codePoint >= '1' && codePoint <= '5') {
            tone.add(codePoint, start, end);
            return;
        }
        gap.passAll(next);
        after = After.OTHER;
        next.accept(codePoint, start, end);
    }

    private void dropGap() {
        if (gap.count() > 0) {
            acted = true;
            gap.clear();
        }
    }

    @Override
    public void end() {
        if (tone.count() > 0) {
            afterTone(false);
        }
        dropGap();
    }

    @Override
    public int waiting() {
        return Math.min(gap.earliest(), tone.earliest());
    }

    @Override
    public boolean acted() {
        return acted;
    }
}
