package io.jianhu.recognise;

/**
 * A quick look at characters that stand for themselves, for a recogniser whose values begin with too many signs to look
 * closer at each.
 */
interface Glance {

    /**
     * The first place at which a value may begin, or {@code to} when none begins before, whatever follows.
     *
     * @param from the first character that has not been looked at
     * @param to the end of the characters that stand for themselves; behind it anything may come
     */
    int next(CharSequence text, int from, int to);
}
