package io.jianhu.text;

/**
 * Drops white space beside a Chinese character, and up to {@value #MOST} separators, with the spaces among them, between
 * two Chinese characters. Of other runs of spaces no more than two are passed on, which {@link Letters} tells from one.
 */
final class Spaces implements Stage {

    static final int MOST = 8;

    private final Normaliser.Sink next;
    private final Held held = new Held(3 * MOST + 2);
    private int separators;
    private boolean afterChinese;
    private boolean acted;

    Spaces(Normaliser.Sink next) {
        this.next = next;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (codePoint == ' ') {
            space(start, end);
            return;
        }
        boolean chinese = Characters.isChinese(codePoint);
        if (afterChinese && !chinese && separators < MOST && Characters.isSeparator(codePoint)) {
            held.add(codePoint, start, end);
            separators++;
            return;
        }
        if (held.count() > 0) {
            release(chinese);
        }
        afterChinese = chinese;
        next.accept(codePoint, start, end);
    }

    private void space(int start, int end) {
        int count = held.count();
        if (count >= 2 && held.codePoint(count - 1) == ' ' && held.codePoint(count - 2) == ' ') {
            acted = true;
        } else {
            held.add(' ', start, end);
        }
    }

    private void release(boolean beforeChinese) {
        int count = held.count();
        int first = 0;
        int last = count;
        if (afterChinese && beforeChinese) {
            first = count;
        } else if (afterChinese) {
            while (first < count && held.codePoint(first) == ' ') {
                first++;
            }
        } else if (beforeChinese) {
            while (last > 0 && held.codePoint(last - 1) == ' ') {
                last--;
            }
        }
        for (int i = first; i < last; i++) {
            held.pass(i, next);
        }
        acted |= last - first < count;
        held.clear();
        separators = 0;
    }

    @Override
    public void end() {
        release(false);
    }

    @Override
    public int waiting() {
        return held.earliest();
    }

    @Override
    public boolean acted() {
        return acted;
    }
}
