package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.text.Spelling;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule as its files state it, for operators to read. Without its words: those may be many, and are not for everyone.
 *
 * @param id such as {@code JH-3110}; safe in a metric label
 * @param origin the rule set it stands in
 * @param basis the provisions it rests on
 * @param layers how texts are read for its phrases, beside plainly
 * @param kinds the kinds of personal data it recognises, such as {@code mobile}
 * @param matchers the number of phrases and other matchers it looks for, lists included
 * @param tests the number of examples that stand with it, 2 or more in a rulebook
 * @param asks whether it depends on a judge
 * @param holdBack the greatest number of characters of an answer that looking for its phrases and expressions holds back;
 *     0 when it reads no answers
 * @param canary the share of conversations, in percent, in which it is enforced while its mode is canary
 * @param level the strictness at which it comes into force, 1 to 4
 * @param scores whether its severity counts towards the thresholds
 * @param overrides where local files changed it, as {@code file:line}
 * @param file the path below the policy directory
 * @param line where it begins in the file, 1 or more
 */
public record Rule(
        String id,
        Title title,
        Origin origin,
        List<String> basis,
        Severity severity,
        Set<Stage> stages,
        Scope scope,
        Set<Spelling> layers,
        Set<String> kinds,
        int matchers,
        int tests,
        boolean asks,
        int holdBack,
        Action action,
        Mode mode,
        int canary,
        int level,
        boolean scores,
        OnFailure onFailure,
        Optional<LocalDate> reviewBy,
        List<String> overrides,
        String file,
        int line) {

    public Rule {
        basis = List.copyOf(basis);
        stages = Set.copyOf(stages);
        layers = Set.copyOf(layers);
        kinds = Set.copyOf(kinds);
        overrides = List.copyOf(overrides);
    }

    /**
     * What a rule says, in one sentence.
     *
     * @param zh in Chinese, not blank
     * @param en in English, possibly empty
     */
    public record Title(String zh, String en) {}

    /**
     * The rule set that a rule stands in.
     *
     * @param set its name
     * @param owner the office that answers for it, possibly empty
     * @param pack the pack it ships in, possibly empty
     * @param version the version of the pack, possibly empty
     */
    public record Origin(String set, String owner, String pack, String version) {}

    /** The office that answers for it, possibly empty. */
    public String owner() {
        return origin.owner();
    }

    /**
     * What it does when it matches. While there is no judge, a rule that asks one and wants a guardian to look on failure
     * escalates whatever it matches, since its matches may hang on the answer that nobody gave.
     */
    public Action.Kind effect() {
        boolean unanswered = asks && onFailure == OnFailure.ESCALATE;
        return unanswered && action.kind().compareTo(Action.Kind.ESCALATE) < 0 ? Action.Kind.ESCALATE : action.kind();
    }

    /** What it adds to the score of an exchange: 5 for critical, 4 for high, 3 for medium, 2 for low, 0 for info. */
    public int points() {
        if (!scores) {
            return 0;
        }
        return switch (severity) {
            case INFO -> 0;
            case LOW -> 2;
            case MEDIUM -> 3;
            case HIGH -> 4;
            case CRITICAL -> 5;
        };
    }

    /** Whether a day has passed by which somebody had to look at it again. */
    public boolean isOverdue(LocalDate today) {
        return reviewBy.filter(today::isAfter).isPresent();
    }
}
