package io.jianhu.mask;

/**
 * One kind of personal identifier: how it is called and how it looks. A recogniser reads folded signs (see {@link
 * Stretch}), so that full-width and invisible characters need no care here; it holds no state.
 */
public interface Recogniser {

    /** The kind as policies and metrics name it, such as {@code mobile}. */
    String kind();

    /** The kind as a citizen and a model read it, such as 手机号. */
    String label();

    /** Which stretches of a text are worth reading. */
    Trigger trigger();

    /**
     * Looks for the longest identifier that starts at a sign.
     *
     * @param from a sign of the stretch at which a number or a word begins
     * @return the sign after the identifier's last, or -1 when none starts here
     */
    int match(Stretch stretch, int from);

    /**
     * The identifier without the freedom of writing, so that two ways to write one value are equal.
     *
     * @param signs the identifier's signs without separators, in lower case
     */
    default String canonical(String signs) {
        return signs;
    }

    /** What opens a stretch. */
    enum Trigger {
        /** Digits with the separators people put between them. */
        NUMBER,
        /** Letters, digits and marks around an at sign. */
        ADDRESS
    }
}
