package io.jianhu.policy;

import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Reads what a rule does. */
final class ActionReader {
    private final Words words;
    private final Problems problems;

    ActionReader(Words words, Problems problems) {
        this.words = words;
        this.problems = problems;
    }

    Action read(Fields rule, Set<Stage> stages) {
        if (rule.value("action").isEmpty()) {
            problems.add(rule.place(), "'action' is missing");
            return new Action(Action.Kind.OBSERVE, Optional.empty());
        }
        Fields action = rule.fields("action");
        if (action.value("kind").isEmpty()) {
            problems.add(action.place(), "'kind' is missing");
        }
        Action.Kind kind = action.choice("kind", Action.Kind.OBSERVE);
        Optional<String> notice = action.optional("notice");
        action.end();
        if (notice.isPresent() && !words.hasNotice(notice.get())) {
            action.problem(
                    "notice",
                    "'" + notice.get() + "' does not exist in notices/" + Suggest.hint(notice.get(), words.notices()));
        }
        if (kind.speaks() && notice.isEmpty()) {
            problems.add(action.place(), "'notice' is missing (expected: the id of a text in notices/)");
            return new Action(kind, Optional.of(""));
        }
        if (notice.isPresent() && !kind.speaks() && kind(rule).isPresent()) {
            action.problem("notice", kind.word() + " says nothing to the citizen (expected: no notice)");
        }
        for (Stage stage : stages) {
            boolean replies = kind == Action.Kind.ANSWER || kind == Action.Kind.DISCLOSE;
            if (replies && (stage == Stage.TOOL_CALL || stage == Stage.TOOL_RESULT)) {
                action.problem(
                        "kind",
                        kind.word() + " makes no sense at " + stage.word()
                                + " (expected: observe, mask, refuse or escalate)");
            }
        }
        return new Action(kind, kind.speaks() ? notice : Optional.empty());
    }

    /** The kind of action as written, when there is such a kind. */
    static Optional<Action.Kind> kind(Fields rule) {
        return rule.value("action").flatMap(ActionReader::kind);
    }

    static Optional<Action.Kind> kind(Value action) {
        return Optional.of(action)
                .filter(Value.Mapping.class::isInstance)
                .map(value -> ((Value.Mapping) value).entries().get("kind"))
                .flatMap(entry -> Arrays.stream(Action.Kind.values())
                        .filter(kind -> entry.value() instanceof Value.Scalar scalar
                                && scalar.text().equals(kind.word()))
                        .findFirst());
    }
}
