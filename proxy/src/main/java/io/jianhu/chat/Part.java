package io.jianhu.chat;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A piece of an answer on its way from a model to a citizen. */
public sealed interface Part {

    /**
     * One event as the model sent it: its words by channel, and the rest of it, which only its dialect can read. The
     * guarded form has the same carrier and passages on the same channels in the same order, with the text that may
     * be shown. A whole JSON answer is one such part.
     *
     * <p>Every piece of a tool call has a passage on {@link Channel.Kind#TOOL}, empty when the piece bears no name.
     *
     * @param ends the choices that are complete with this part
     * @param closes the channels of other choices that are complete with this part, though their choice goes on
     * @param stray whether it holds what may be a tool call in a form that its dialect does not know
     * @param calls the channels of arguments whose calls may be shown, when not all may
     */
    record Words(
            List<Passage> passages,
            Set<Integer> ends,
            Set<Channel> closes,
            boolean stray,
            Optional<Set<Channel>> calls,
            Object carrier)
            implements Part {
        public Words {
            passages = List.copyOf(passages);
            ends = Set.copyOf(ends);
            closes = Set.copyOf(closes);
            calls = calls.map(Set::copyOf);
        }

        /** As a model sends it: every call may be shown. */
        public Words(List<Passage> passages, Set<Integer> ends, Set<Channel> closes, boolean stray, Object carrier) {
            this(passages, ends, closes, stray, Optional.empty(), carrier);
        }

        /** The same in a dialect whose channels end with their choice. */
        public Words(List<Passage> passages, Set<Integer> ends, boolean stray, Object carrier) {
            this(passages, ends, Set.of(), stray, carrier);
        }

        /** The guarded form. */
        public Words with(List<Passage> shown, Set<Integer> ended, Optional<Set<Channel>> shownCalls) {
            return new Words(shown, ended, closes, stray, shownCalls, carrier);
        }
    }

    /**
     * A tool call that was held back whole, all of it; to the citizen only.
     *
     * @param channel of its arguments
     */
    record Call(Channel channel, String name, String arguments) implements Part {

        /** Prints no words. */
        @Override
        public String toString() {
            return "Call[" + channel + "]";
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
    record Last(Optional<Stamp> stamp) implements Part {
        public static final Last UNSTAMPED = new Last(Optional.empty());
    }

    /** Why the gateway's own words end the answer, as the client's format names it. */
    enum Finish {
        STOP,
        CONTENT_FILTER
    }
}
