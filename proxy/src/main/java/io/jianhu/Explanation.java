package io.jianhu;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.flow.Edition;
import io.jianhu.policy.Action;
import io.jianhu.policy.Appraisal;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Situation;
import io.jianhu.policy.Stage;
import io.jianhu.robot.Robot;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Span;
import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why a text is decided upon as it is. */
record Explanation(
        Edition edition, Robot robot, Situation situation, Stage stage, ReadableText read, Appraisal appraisal) {

    /**
     * A rule that matches.
     *
     * @param effect whether it is enforced here, and if not, why
     * @param reading the match as it is read
     * @param foldings what changed the match until it read so
     */
    record Match(Rule rule, Span span, String effect, String reading, List<String> foldings) {}

    Decision decision() {
        Decision decision = appraisal.ruling().verdict().decision();
        return decision == Decision.ALLOW && !read.kinds().isEmpty() ? Decision.MASK : decision;
    }

    /** The matches by place, each rule's equal ones once. */
    List<Match> matches() {
        Map<String, Rule> rules =
                edition.rulebook().rules().stream().collect(Collectors.toMap(Rule::id, Function.identity()));
        List<Match> matches = new ArrayList<>();
        for (Finding finding : appraisal.findings().stream()
                .distinct()
                .sorted(Comparator.comparing(Finding::span))
                .toList()) {
            Rule rule = rules.get(finding.rule());
            if (rule != null) {
                String found = read.text()
                        .substring(finding.span().start(), finding.span().end());
                matches.add(new Match(
                        rule, finding.span(), effect(rule), Normaliser.normalise(found), foldings(rule, found)));
            }
        }
        return matches;
    }

    /** What changed the match as it is written, in the first spelling that the rule reads. */
    private static List<String> foldings(Rule rule, String found) {
        Spelling spelling = rule.layers().stream().sorted().findFirst().orElse(Spelling.PLAIN);
        return Normaliser.folds(spelling, found).stream()
                .map(fold -> fold.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    private String effect(Rule rule) {
        return edition.rulebook()
                .idleness(rule, situation, stage)
                .map(why -> "not enforced: " + why)
                .orElse("enforced");
    }

    /** What stands in place of the text, or of its rest, when it does not simply pass. */
    Optional<String> shown() {
        Verdict verdict = appraisal.ruling().verdict();
        return switch (verdict) {
            case Verdict.Allow allow -> Optional.empty();
            case Verdict.Mask mask -> Optional.of(hidden(mask.because()));
            case Verdict.Disclose disclose -> Optional.of(instead(disclose.because(), disclose.notice()));
            case Verdict.Answer answer -> Optional.of(instead(answer.because(), answer.notice()));
            case Verdict.Refuse refuse -> Optional.of(instead(refuse.because(), refuse.notice()));
            case Verdict.Escalate escalate -> Optional.of(instead(escalate.because(), escalate.notice()));
            case Verdict.Brake brake -> Optional.of(instead(brake.because(), brake.notice()));
        };
    }

    private String instead(List<Finding> because, String notice) {
        String text = edition.notices().text(notice, edition.registry().noticeValues(robot));
        if (because.getFirst().side() == Side.QUESTION) {
            return text;
        }
        int from = because.stream()
                .filter(finding -> stops(finding.rule()))
                .mapToInt(finding -> finding.span().start())
                .min()
                .orElse(0);
        // A robot that holds whole sentences or answers shows less; what it holds is never shown.
        String before = switch (robot.policy().hold()) {
            case MINIMAL -> read.text().substring(0, from);
            case SENTENCE -> read.text().substring(0, afterSentence(read.text(), from));
            case FULL -> "";
        };
        return before.isBlank() ? text : before + "\n\n" + text;
    }

    private static int afterSentence(String text, int from) {
        int at = from;
        while (at > 0 && "。！？!?；;\n".indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private boolean stops(String rule) {
        return edition.rulebook().rules().stream()
                .filter(one -> one.id().equals(rule))
                .anyMatch(one -> one.action().kind().compareTo(Action.Kind.MASK) > 0);
    }

    private String hidden(List<Finding> because) {
        String mark = edition.notices().chinese("privacy", edition.registry().noticeValues(robot));
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (Finding finding :
                because.stream().sorted(Comparator.comparing(Finding::span)).toList()) {
            if (finding.span().start() >= at && edition.rulebook().masks(finding.rule())) {
                shown.append(read.text(), at, finding.span().start()).append(mark);
                at = finding.span().end();
            }
        }
        return shown.append(read.text(), at, read.text().length()).toString();
    }
}
