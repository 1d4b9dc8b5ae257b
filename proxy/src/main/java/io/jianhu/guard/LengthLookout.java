package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.function.Consumer;

/** Finds the first character that is too many. */
record LengthLookout(int over) implements Lookout {

    @Override
    public void read(char character, int at, Consumer<Span> seen) {
        if (at == over) {
            seen.accept(new Span(at, at + 1));
        }
    }

    @Override
    public int settled(int position) {
        return position;
    }
}
