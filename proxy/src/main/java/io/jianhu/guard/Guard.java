package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import java.util.function.Consumer;

/** Reads text and reports what it finds. A guard never decides and never waits. */
public interface Guard {

    /** Begins to read one text. */
    Watch watch(Side side);

    /** Whether findings may be those of a rule; true as well when that is not known. */
    default boolean mayFind(String rule) {
        return true;
    }

    /**
     * The reading of one text, which may come in any pieces. Used by one thread, once.
     *
     * <p>The findings reported and the offset returned depend only on the characters read so far, never on how they were
     * cut: reading {@code ab} then {@code c} is reading {@code abc}. A finding is reported as soon as it is certain.
     */
    interface Watch {

        /**
         * Reads on.
         *
         * @param text the next characters
         * @return the settled offset, from the beginning of the text: no finding still to come starts before it. Never
         *     shrinks, and is at most the number of characters read
         */
        int read(CharSequence text, Consumer<Finding> report);

        /** Reports what was open at the end of the text. */
        void end(Consumer<Finding> report);
    }
}
