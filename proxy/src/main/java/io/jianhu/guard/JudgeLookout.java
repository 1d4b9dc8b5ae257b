package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.function.Consumer;

/** A judge that cannot be asked: what that means is settled with the first character of a text. */
record JudgeLookout(boolean holds) implements Lookout {

    @Override
    public void read(char character, int at, Consumer<Span> seen) {
        if (holds && at == 0) {
            seen.accept(new Span(0, 1));
        }
    }

    @Override
    public int settled(int position) {
        return position;
    }
}
