package io.jianhu.chat;

import java.util.List;
import java.util.Set;

/** A piece of an answer on its way from a model to a citizen. */
public sealed interface Part {

    /**
     * One event as the model sent it: its words by channel, and the rest of it, which only its dialect can read. The
     * guarded form has the same carrier and passages on the same channels in the same order, with the text that may
     * be shown. A whole JSON answer is one such part.
     *
     * @param ends the choices that are complete with this part
     */
    record Words(List<Passage> passages, Set<Integer> ends, Object carrier) implements Part {
        public Words {
            passages = List.copyOf(passages);
            ends = Set.copyOf(ends);
        }

        public Words with(List<Passage> shown) {
            return new Words(shown, ends, carrier);
        }
    }

    /** Words that were held back and are released between two events of the model; to the citizen only. */
    record Tail(Passage passage) implements Part {}

    /**
     * The gateway's own words in place of an answer, or of the rest of one; to the citizen only. Ends every choice that
     * is still open.
     */
    record Said(String text, Finish finish) implements Part {}

    /**
     * The beginning of an answer made by a machine; to the citizen only, and once. Has no bytes of its own: a stream's
     * first event carries its label.
     *
     * @param aigc the implicit label, the same as in the stamp
     */
    record First(java.util.Map<String, String> aigc) implements Part {
        public First {
            aigc = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(aigc));
        }
    }

    /** The end of the answer. From the model without a stamp; to the citizen with one, exactly once. */
    record Last(java.util.Optional<Stamp> stamp) implements Part {
        public static final Last UNSTAMPED = new Last(java.util.Optional.empty());
    }

    /** Why the gateway's own words end the answer, as the client's format names it. */
    enum Finish {
        STOP,
        CONTENT_FILTER
    }
}
