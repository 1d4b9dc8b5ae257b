package io.jianhu.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One thing a rule looks for in a text. */
public sealed interface Matcher extends Condition {

    /**
     * These words, compared after normalisation. {@code …} stands for up to 20 characters among which none ends a sentence;
     * for each end the earliest beginning is reported.
     *
     * @param words not blank
     */
    record Phrase(String words) implements Matcher {}

    /**
     * Any of many phrases.
     *
     * @param words at least one, each as in {@link Phrase}
     */
    record Listed(WordBase words) implements Matcher {}

    /**
     * An RE2 expression, compared after normalisation.
     *
     * @param syntax of bounded width
     */
    record Expression(String syntax) implements Matcher {}

    /**
     * Several words near each other: between one and the next stand no more than {@code within} normalised characters.
     * They do not overlap, and may stand in different sentences. The span reaches from the first to the last; for each
     * end the earliest beginning is reported.
     *
     * @param words at least two, each as in {@link Phrase} but without {@code …}; at most four when in any order, else
     *     at most eight; with what may stand between them at most 500 characters
     * @param within 0 to 500
     * @param ordered whether they stand in this order
     */
    record Near(List<String> words, int within, boolean ordered) implements Matcher {
        public Near {
            words = List.copyOf(words);
        }
    }

    /**
     * Words around what the rest of a {@link Condition.All} matches: no more than {@code within} normalised characters
     * before its beginning or after its end, or inside it.
     *
     * @param words at least one, each as in {@link Phrase} but without {@code …}
     * @param within 0 to 500
     */
    record Context(List<String> words, int within) implements Matcher {
        public Context {
            words = List.copyOf(words);
        }
    }

    /**
     * That a text is longer than {@code over} UTF-16 characters; the span is the first character too many.
     *
     * @param over 1 or more
     */
    record Length(int over) implements Matcher {}

    /**
     * A wall of encoded text in which words could be hidden from every other matcher: a row of so many signs, reported
     * once, as soon as it is that long. The text is read as it was written.
     *
     * @param forms which encodings, at least one
     */
    record Encoding(Set<Form> forms) implements Matcher {
        public Encoding {
            forms = Set.copyOf(forms);
        }

        /** A way to write text that a reader cannot read. */
        public enum Form {
            /** 40 characters in which letters of both cases and digits take turns as in no word or path. */
            BASE64,
            /** 24 pairs of hexadecimal digits, also parted by a space; not of digits alone. */
            HEXADECIMAL,
            /** 8 triplets such as {@code %E4}. */
            PERCENT,
            /** 6 escapes of characters as in programs or HTML. */
            ESCAPE,
            /** 24 dots and dashes in groups of at most six. */
            MORSE,
            /** 6 groups of eight binary digits, also parted by a space. */
            BINARY;

            /** As in rule files: {@code base64}. */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /**
     * A sentence that says much the same as an example. Until an engine that knows meanings comes in its place, alike means
     * of like characters: the cosine between the counts of character pairs, after normalising. The span is the sentence,
     * and is certain when the sentence is complete.
     *
     * @param examples 1 to 1000, each of 2 to 500 characters
     * @param least how alike, above 0 and at most 1
     */
    record Similar(List<String> examples, double least) implements Matcher {
        public Similar {
            examples = List.copyOf(examples);
        }
    }

    /**
     * What only a judge model can say of a text. There is none yet, so that the question always fails: it then holds at the
     * first character of the text, or nowhere.
     *
     * @param question what the judge is asked
     * @param holdsOnFailure whether a text counts as matching when the judge cannot be asked
     */
    record Judge(String question, boolean holdsOnFailure) implements Matcher {}

    /**
     * Whatever another guard finds, under whatever rule.
     *
     * @param guard the other guard
     * @param holdBack the greatest number of characters it holds back
     */
    record Found(Guard guard, int holdBack) implements Matcher {}
}
