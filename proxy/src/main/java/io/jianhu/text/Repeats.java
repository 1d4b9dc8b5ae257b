package io.jianhu.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;

/**
 * Says a Chinese character once that is repeated. Two in a row stay two where language doubles them: Latin letters, and
 * characters of words such as 妈妈; three and more are one. Digits, also Chinese ones, and signs are left alone.
 */
final class Repeats implements Stage {

    private static final BitSet DOUBLED = doubled();

    private final Normaliser.Sink next;
    private int last = -1;
    private int run;
    private boolean holds;
    private int heldStart;
    private int heldEnd;
    private boolean acted;

    Repeats(Normaliser.Sink next) {
        this.next = next;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (codePoint == last) {
            again(codePoint, start, end);
            return;
        }
        if (holds) {
            release();
        }
        last = codePoint;
        run = 1;
        next.accept(codePoint, start, end);
    }

    private void again(int codePoint, int start, int end) {
        if (Characters.isLatin(codePoint) || DOUBLED.get(codePoint)) {
            if (run == 1) {
                holds = true;
                heldStart = start;
                heldEnd = end;
            } else {
                holds = false;
                acted = true;
            }
            run = Math.min(run + 1, 3);
        } else if (isCollapsing(codePoint)) {
            acted = true;
        } else {
            next.accept(codePoint, start, end);
        }
    }

    /** Whether a character in a row says no more than one. */
    static boolean isCollapsing(int codePoint) {
        return Characters.isChinese(codePoint) && !Characters.isChineseDigit(codePoint);
    }

    private void release() {
        holds = false;
        next.accept(last, heldStart, heldEnd);
    }

    @Override
    public void end() {
        if (holds) {
            release();
        }
    }

    @Override
    public int waiting() {
        return holds ? heldStart : NOTHING_HELD;
    }

    @Override
    public boolean acted() {
        return acted;
    }

    private static BitSet doubled() {
        try (InputStream bytes =
                Objects.requireNonNull(Repeats.class.getResourceAsStream("reduplications.txt"), "reduplications.txt")) {
            BitSet doubled = new BitSet();
            new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                    .codePoints()
                    .forEach(doubled::set);
            return doubled;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
