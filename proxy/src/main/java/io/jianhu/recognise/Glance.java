package io.jianhu.recognise;

/** A quick look at characters, for a recogniser whose values begin with too many signs to look closer at each. */
interface Glance {

    /**
     * The first place at or after {@code from} at which a value may begin, or the length of the text when none does,
     * whatever comes before and behind the text.
     */
    int next(Characters text, int from);
}
