package io.jianhu.chat;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rulebook's word on some findings.
 *
 * @param verdict what is enforced
 * @param shadowed findings of rules that are not enforced here: recorded only
 * @param canaries the rules among those of the verdict that are enforced in a share of conversations only
 */
public record Ruling(Verdict verdict, List<Finding> shadowed, Set<String> canaries) {

    public static final Ruling ALLOW = new Ruling(Verdict.Allow.PLAINLY, List.of());

    private static final Comparator<Finding> GRAVITY =
            Comparator.comparing(Finding::severity).thenComparing(Finding::rule, Comparator.reverseOrder());

    public Ruling {
        shadowed = List.copyOf(shadowed);
        canaries = Set.copyOf(canaries);
    }

    /** A ruling without a canary. */
    public Ruling(Verdict verdict, List<Finding> shadowed) {
        this(verdict, shadowed, Set.of());
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return verdict.because().isEmpty() && shadowed.isEmpty();
    }

    /**
     * Both rulings as one: the stricter verdict, with the findings of both, equal ones once. A brake is the strictest; of two equally strict ones the graver decides,
     * then the one with the smaller rule id.
     */
    public Ruling and(Ruling other) {
        boolean stricter = isStricterThan(other);
        Verdict first = stricter ? verdict : other.verdict;
        Verdict second = stricter ? other.verdict : verdict;
        Set<String> both = new HashSet<>(canaries);
        both.addAll(other.canaries);
        return new Ruling(
                because(first, joined(first.because(), second.because())), joined(shadowed, other.shadowed), both);
    }

    private boolean isStricterThan(Ruling other) {
        int order = Boolean.compare(verdict instanceof Verdict.Brake, other.verdict instanceof Verdict.Brake);
        order = order == 0 ? verdict.decision().compareTo(other.verdict.decision()) : order;
        if (order != 0 || verdict.because().isEmpty() || other.verdict.because().isEmpty()) {
            return order > 0 || (order == 0 && other.verdict.because().isEmpty());
        }
        return GRAVITY.compare(
                        verdict.because().getFirst(), other.verdict.because().getFirst())
                >= 0;
    }

    private static Verdict because(Verdict verdict, List<Finding> findings) {
        return switch (verdict) {
            case Verdict.Allow allow -> new Verdict.Allow(findings);
            case Verdict.Mask mask -> new Verdict.Mask(findings);
            case Verdict.Disclose disclose -> new Verdict.Disclose(findings, disclose.notice());
            case Verdict.Answer answer -> new Verdict.Answer(findings, answer.notice());
            case Verdict.Refuse refuse -> new Verdict.Refuse(findings, refuse.notice());
            case Verdict.Escalate escalate -> new Verdict.Escalate(findings, escalate.notice());
            case Verdict.Brake brake -> new Verdict.Brake(findings, brake.notice());
        };
    }

    private static List<Finding> joined(List<Finding> some, List<Finding> more) {
        Set<Finding> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
