package io.jianhu.guard;

/**
 * What a matcher is for.
 *
 * @param clue the index of the clue it belongs to
 * @param takesBack whether it takes the clue's matches back
 */
record Use(int clue, boolean takesBack) {}
