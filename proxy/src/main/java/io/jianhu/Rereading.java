package io.jianhu;

import io.jianhu.assess.Examiner;
import io.jianhu.chat.Finding;
import io.jianhu.disclose.Disclosure;
import io.jianhu.flow.Edition;
import io.jianhu.policy.Action;
import io.jianhu.policy.Appraisal;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Situation;
import io.jianhu.policy.Stage;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Robot;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads answers of a robot once more: what of them is the model's, which rules they break, how they read masked. */
final class Rereading {

    private static final String LABEL = "label";

    private final Edition edition;
    private final Disclosure disclosure;
    private final String label;
    private final Situation situation;
    private final Set<String> harmless;

    Rereading(Edition edition, Robot robot, LocalDate today) {
        Map<String, String> values = edition.registry().noticeValues(robot);
        this.edition = edition;
        this.disclosure = Disclosure.of(edition.notices(), values);
        this.label = edition.notices().has(LABEL)
                ? edition.notices().text(LABEL, values).strip()
                : "";
        this.situation = new Situation(
                robot.profile(), robot.policy().strictness(), robot.policy().watch(), "", "", today);
        this.harmless = edition.rulebook().rules().stream()
                .filter(rule -> rule.action().kind().compareTo(Action.Kind.MASK) <= 0)
                .map(Rule::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Rereading of(Edition edition, Robot robot) {
        return new Rereading(edition, robot, LocalDate.now(Duty.ZONE));
    }

    Examiner.Reader reader() {
        return new Examiner.Reader(
                this::own,
                this::breaks,
                text -> ReadableText.of(text, Stage.INPUT).text());
    }

    /** An answer without the notice and the label that the gateway adds. */
    private String own(String answer) {
        String text = disclosure.strip(answer).strip();
        if (!label.isEmpty() && text.startsWith(label)) {
            text = text.substring(label.length()).strip();
        }
        return !label.isEmpty() && text.endsWith(label)
                ? text.substring(0, text.length() - label.length()).strip()
                : text;
    }

    /** The rules of answers that an answer breaks, those in shadow included; what is only masked breaks none. */
    private List<String> breaks(String answer) {
        Appraisal appraisal = Appraisal.of(edition.rulebook(), situation, Stage.OUTPUT, answer);
        return Stream.concat(appraisal.ruling().verdict().because().stream(), appraisal.ruling().shadowed().stream())
                .map(Finding::rule)
                .filter(rule -> !harmless.contains(rule) && !rule.startsWith("mask."))
                .distinct()
                .sorted()
                .toList();
    }
}
