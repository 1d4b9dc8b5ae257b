package io.jianhu.mask;

import io.jianhu.recognise.Kind;
import io.jianhu.text.Span;

/**
 * Where something must be hidden in a text.
 *
 * @param kind of what, {@link #TYPED} for what only looks like a placeholder
 * @param writing how the text is written there
 */
record Place(Span span, Kind kind, Writing writing) {

    /** What looks like a placeholder and is none: nobody's value, which comes back as it was. */
    static final Kind TYPED = new Kind("", "原文", Kind.Sensitivity.ORDINARY);

    boolean isPersonal() {
        return !kind.equals(TYPED);
    }

    /** How a text is written at a place. */
    enum Writing {
        PLAIN,
        /** Within a string of a JSON document. */
        QUOTED,
        /** A number of a JSON document, which becomes a string. */
        BARE
    }
}
