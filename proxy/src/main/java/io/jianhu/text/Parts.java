package io.jianhu.text;

import org.jspecify.annotations.Nullable;

/**
 * Says Chinese characters as the parts they are written apart in, all with the place of the original. A character that is
 * repeated then is said once, without exception, so that what two neighbours contain is independent of theirs.
 */
final class Parts implements Normaliser.Sink {

    private static final Readings PARTS = Readings.load("parts.txt");

    private final Normaliser.Sink next;
    private int last = -1;
    private boolean acted;

    Parts(Normaliser.Sink next) {
        this.next = next;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        @Nullable String parts = PARTS.of(codePoint);
        if (parts == null) {
            say(codePoint, start, end);
            return;
        }
        acted = true;
        int length = parts.length();
        for (int i = 0; i < length; ) {
            int part = parts.codePointAt(i);
            say(part, start, end);
            i += Character.charCount(part);
        }
    }

    private void say(int codePoint, int start, int end) {
        if (codePoint == last && Repeats.isCollapsing(codePoint)) {
            acted = true;
            return;
        }
        last = codePoint;
        next.accept(codePoint, start, end);
    }

    /** Whether it has changed anything. */
    boolean acted() {
        return acted;
    }
}
