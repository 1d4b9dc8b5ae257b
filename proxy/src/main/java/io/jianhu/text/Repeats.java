package io.jianhu.text;

/**
 * Says a Chinese character once that is repeated, also where language doubles it: 妈妈 reads as 妈, in a text as in the
 * words sought in it. Of Latin letters two in a row stay two, three and more are one. Digits and signs are left alone.
 */
final class Repeats implements Stage {

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
        if (Characters.isLatin(codePoint)) {
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
        return Characters.isChinese(codePoint);
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
}
