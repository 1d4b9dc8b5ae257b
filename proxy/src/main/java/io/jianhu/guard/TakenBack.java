package io.jianhu.guard;

/** The sentences in which sights are taken back, as far back as that may still matter. */
final class TakenBack {

    private final Bygone sentences = new Bygone();

    /**
     * Takes a sentence.
     *
     * @param at the index at which it was found
     * @param horizon the index before which what was found is of no use any more
     */
    void add(int sentence, int at, int horizon) {
        sentences.forget(horizon);
        if (!has(sentence)) {
            sentences.add(sentence, at);
        }
    }

    boolean has(int sentence) {
        for (int back = 0; back < sentences.size(); back++) {
            if (sentences.number(back) == sentence) {
                return true;
            }
        }
        return false;
    }
}
