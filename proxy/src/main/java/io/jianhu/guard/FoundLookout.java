package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.text.Span;
import java.util.function.Consumer;

/** Whatever another guard finds. It reads each character on its own, so that the order of all sights is the text's. */
final class FoundLookout implements Lookout, Consumer<Finding> {

    private final Guard.Watch watch;
    private final OneCharacter one = new OneCharacter();
    private int settled;
    private Consumer<Span> seen = span -> {};

    FoundLookout(Guard.Watch watch) {
        this.watch = watch;
    }

    @Override
    public void read(char character, int at, Consumer<Span> seen) {
        one.character = character;
        this.seen = seen;
        settled = watch.read(one, this);
    }

    @Override
    public void end(Consumer<Span> seen) {
        this.seen = seen;
        watch.end(this);
    }

    @Override
    public void accept(Finding finding) {
        seen.accept(finding.span());
    }

    @Override
    public int settled(int position) {
        return settled;
    }
}
