package io.jianhu.guard;

import io.jianhu.text.Spelling;
import io.jianhu.text.Words;
import java.util.List;
import java.util.Optional;

/**
 * All that a guard looks for, laid out to be looked for in one pass.
 *
 * @param clues by their numbers
 * @param words all words that are looked for
 * @param holding those words with which a finding may begin, unless that is all of them
 * @param meanings what each word is for
 * @param likenesses what each complete sentence is compared with
 * @param joins the outer ones before those inside them
 * @param reach how many normalised characters a reading remembers
 * @param holdsSentence whether a sentence that is not complete may become a finding
 */
record Plan(
        List<Clue> clues,
        Spelling spelling,
        Words words,
        Optional<Words> holding,
        Vocabulary.Meaning[] meanings,
        List<Sought> expressions,
        List<Watched> lookouts,
        List<Alike> likenesses,
        List<JoinPlan> joins,
        int reach,
        boolean holdsSentence) {

    /** An expression and what it is for. */
    record Sought(Expression expression, Use use) {}

    /** A matcher of the text as it was written and what it is for. */
    record Watched(Lookout.Kind kind, Use use) {}

    /** Examples and what a sentence like them is for. */
    record Alike(Likeness likeness, Use use) {}
}
