package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import io.jianhu.guard.WordBase;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a rulebook is built with. */
interface Engine {
    /** Why a matcher cannot be used; empty when it can. */
    Optional<String> problem(Matcher matcher);

    /** The places of those words of a base that cannot be used; the receiver's to change. */
    default BitSet unfit(WordBase base) {
        BitSet unfit = new BitSet();
        for (int i = 0; i < base.words().size(); i++) {
            unfit.set(i, problem(new Matcher.Phrase(base.words().get(i))).isPresent());
        }
        return unfit;
    }

    /** Why matchers that can be used cannot be used together; empty when they can. */
    Optional<String> problem(Clue clue);

    /** The greatest number of characters that looking for a clue holds back. */
    int holdBack(Clue clue);

    List<Guard> guards(List<Clue> clues);

    /** The kinds of personal data that can be recognised. */
    Set<String> kinds();

    /** Recognises personal data and reports it under the rule of its kind. */
    Guard identifiers(Map<String, Named> rules);

    /** The greatest number of characters that recognising personal data holds back. */
    int widestIdentifier();

    /** A rule that a kind of personal data is reported under. */
    record Named(String rule, Severity severity) {}
}
