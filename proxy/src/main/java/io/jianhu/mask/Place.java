package io.jianhu.mask;

import io.jianhu.text.Span;

/**
 * Where something must be hidden in a text.
 *
 * @param kind the place in the list of kinds
 * @param writing how the text is written there
 */
record Place(Span span, int kind, Writing writing) {

    /** How a text is written at a place. */
    enum Writing {
        PLAIN,
        /** Within a string of a JSON document. */
        QUOTED,
        /** A number of a JSON document, which becomes a string. */
        BARE
    }
}
