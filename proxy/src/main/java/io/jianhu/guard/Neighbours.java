package io.jianhu.guard;

/** Where the words of one context stand, as far back as a sight may still be near them. */
final class Neighbours {

    /** Where they begin, each with where it ends. */
    private final Bygone words = new Bygone();

    /**
     * Takes a word; of those that end with the same character the first to come, which is the longest, is enough.
     *
     * @param horizon the index before which no word that ends is of use any more
     */
    void add(int from, int to, int horizon) {
        words.forget(horizon);
        if (words.size() == 0 || words.place(0) != to) {
            words.add(from, to);
        }
    }

    /** Whether a word stands no further than {@code within} from a sight. */
    boolean near(Sight sight, int within) {
        for (int back = 0; back < words.size() && words.place(back) >= sight.from() - within; back++) {
            if (words.number(back) <= sight.to() + within) {
                return true;
            }
        }
        return false;
    }
}
