package io.jianhu.wire;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Passage;
import java.util.Iterator;
import java.util.List;

/**
 * The passages of a document that may be shown, handed out while it is walked again. What a guard saw on one channel must
 * not be written where another is: when the second walk does not meet what the first one met, nothing is written.
 */
public final class Shown {

    private final Iterator<Passage> passages;

    /** @param passages in the order in which they were read */
    public Shown(List<Passage> passages) {
        this.passages = passages.iterator();
    }

    /**
     * What may be shown in the next place.
     *
     * @throws IllegalStateException when what was read next was not on this channel
     */
    public String on(Channel channel) {
        if (passages.hasNext()) {
            Passage passage = passages.next();
            if (passage.channel().equals(channel)) {
                return passage.text();
            }
        }
        throw outOfStep();
    }

    /**
     * No place is left.
     *
     * @throws IllegalStateException when more was read than was met now
     */
    public void end() {
        if (passages.hasNext()) {
            throw outOfStep();
        }
    }

    private static IllegalStateException outOfStep() {
        return new IllegalStateException("passages (expected: on the channels on which they were read)");
    }
}
