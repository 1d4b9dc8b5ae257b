package io.jianhu.guard;

/** What is known of one reading after some characters of the text. */
interface Moment {

    /** How many normalised characters were read. */
    int count();

    /** The number of the sentence the next character belongs to. */
    int sentence();

    /** The index of the earliest beginning of a word that is being read; {@link #count} if none is. */
    int open();

    /** Every sight that is certain with its last character and ends here in the text, or before, has been seen. */
    int frontier();

    /** Whether the text is complete and nothing is open any more. */
    boolean over();

    /** Every sight of these sources that ends here in the text, or before, has been seen; at most {@link #frontier}. */
    int frontier(Sources sources);

    /** The number of the earliest sentence in which a sight of these sources may still begin. */
    int sentence(Sources sources);
}
