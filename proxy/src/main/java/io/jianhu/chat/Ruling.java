package io.jianhu.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A rulebook's word on some findings.
 *
 * @param verdict what is enforced
 * @param shadowed findings of rules in shadow mode: recorded, never enforced
 */
public record Ruling(Verdict verdict, List<Finding> shadowed) {

    public static final Ruling ALLOW = new Ruling(Verdict.Allow.PLAINLY, List.of());

    private static final Comparator<Finding> GRAVITY =
            Comparator.comparing(Finding::severity).thenComparing(Finding::rule, Comparator.reverseOrder());

    public Ruling {
        shadowed = List.copyOf(shadowed);
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return verdict.because().isEmpty() && shadowed.isEmpty();
    }

    /**
     * Both rulings as one: the stricter verdict, with the findings of both. Of two equally strict ones the graver decides,
     * then the one with the smaller rule id.
     */
    public Ruling and(Ruling other) {
        boolean stricter = isStricterThan(other);
        Verdict first = stricter ? verdict : other.verdict;
        Verdict second = stricter ? other.verdict : verdict;
        return new Ruling(because(first, joined(first.because(), second.because())), joined(shadowed, other.shadowed));
    }

    private boolean isStricterThan(Ruling other) {
        int order = verdict.decision().compareTo(other.verdict.decision());
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
        };
    }

    private static List<Finding> joined(List<Finding> some, List<Finding> more) {
        List<Finding> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
