package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Matcher;
import io.jianhu.text.Spelling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a rulebook is built with. */
interface Engine {
    /**
     * Why a matcher cannot be used; empty when it can.
     *
     * @param layers how texts are read for it, beside plainly
     */
    Optional<String> problem(Matcher matcher, Set<Spelling> layers);

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
