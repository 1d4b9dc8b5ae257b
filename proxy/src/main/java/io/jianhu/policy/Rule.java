package io.jianhu.policy;

import io.jianhu.chat.Severity;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule as its file states it, for operators to read. Without its words: those may be many, and are not for everyone.
 *
 * @param id such as {@code JH-3110}; safe in a metric label
 * @param set the name of the rule set
 * @param owner the office that answers for it, possibly empty
 * @param basis the provisions it rests on
 * @param kinds the kinds of personal data it recognises, such as {@code mobile}
 * @param matchers the number of phrases and expressions it looks for, lists included
 * @param holdBack the greatest number of characters of an answer that looking for its phrases and expressions holds back;
 *     0 when it reads no answers
 * @param file the path below the policy directory
 * @param line where it begins in the file, 1 or more
 */
public record Rule(
        String id,
        Title title,
        String set,
        String owner,
        List<String> basis,
        Severity severity,
        Set<Stage> stages,
        Scope scope,
        Set<String> kinds,
        int matchers,
        int holdBack,
        Action action,
        Mode mode,
        OnFailure onFailure,
        Optional<LocalDate> reviewBy,
        String file,
        int line) {

    public Rule {
        basis = List.copyOf(basis);
        stages = Set.copyOf(stages);
        kinds = Set.copyOf(kinds);
    }

    /**
     * What a rule says, in one sentence.
     *
     * @param zh in Chinese, not blank
     * @param en in English, possibly empty
     */
    public record Title(String zh, String en) {}
}
