package io.jianhu.guard;

/** What becomes of a sight. */
sealed interface Use {

    /** It is a finding of the clue of this number. */
    record Report(int clue) implements Use {}

    /** It is a sight of one part of a join. */
    record Part(int join, int number) implements Use {}

    /** It takes back what a join holds at in the same sentence. */
    record Taking(int join) implements Use {}

    /** Whether it may become a finding, so that text must be held for it. */
    default boolean holds() {
        return switch (this) {
            case Report report -> true;
            case Part part -> true;
            case Taking taking -> false;
        };
    }
}
