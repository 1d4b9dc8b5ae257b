package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads one rule of a rule set. */
final class RuleReader {
    private final Engine engine;
    private final WordLists lists;
    private final Predicate<String> notices;
    private final Problems problems;

    /** @param notices whether a notice of this id exists */
    RuleReader(Engine engine, WordLists lists, Predicate<String> notices, Problems problems) {
        this.engine = engine;
        this.lists = lists;
        this.notices = notices;
        this.problems = problems;
    }

    Draft read(Fields fields, String set, String owner) {
        String id = fields.text("id");
        Rule.Title title = title(fields);
        List<String> basis = fields.list("basis").stream().map(this::basis).toList();
        Severity severity = severity(fields);
        Set<Stage> stages = stages(fields);
        Scope scope = scope(fields.fields("scope"));
        Action action = action(fields, stages);
        boolean weighty = action.kind() == Action.Kind.REFUSE || action.kind() == Action.Kind.ESCALATE;
        MatchReader match = new MatchReader(engine, lists, problems, weighty);
        match.read(fields);
        Mode mode = mode(fields);
        Rule rule = new Rule(
                id,
                title,
                set,
                owner,
                basis,
                severity,
                stages,
                scope,
                match.kinds(),
                match.any().size(),
                holdBack(id, severity, stages, match),
                action,
                mode,
                fields.choice("onFailure", OnFailure.CLOSED),
                fields.date("reviewBy"),
                fields.place().file(),
                fields.place().line());
        identifiers(fields, rule, match);
        List<RuleTest> tests = tests(fields, kind(fields));
        fields.end();
        return new Draft(rule, fields.place().column(), match.any(), match.unless(), tests);
    }

    private int holdBack(String id, Severity severity, Set<Stage> stages, MatchReader match) {
        boolean answers = stages.stream().anyMatch(stage -> stage.side() == Side.ANSWER);
        return answers && !match.any().isEmpty()
                ? engine.holdBack(new Clue(id, severity, match.any(), match.unless()))
                : 0;
    }

    private Rule.Title title(Fields rule) {
        if (rule.value("title").isEmpty()) {
            problems.add(rule.place(), "'title' is missing");
            return new Rule.Title("", "");
        }
        Fields title = rule.fields("title");
        Rule.Title read = new Rule.Title(title.text("zh"), title.text("en", ""));
        title.end();
        return read;
    }

    private String basis(Fields basis) {
        String reference = basis.text("ref");
        basis.end();
        return reference;
    }

    private Severity severity(Fields rule) {
        if (rule.value("severity").isEmpty()) {
            problems.add(rule.place(), "'severity' is missing (expected: info, low, medium, high, critical)");
        }
        return rule.choice("severity", Severity.MEDIUM);
    }

    private Set<Stage> stages(Fields rule) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        List<String> words = Arrays.stream(Stage.values()).map(Stage::word).toList();
        List<Value> values = rule.values("stage");
        for (Value value : values) {
            String word = value instanceof Value.Scalar scalar ? scalar.text() : "";
            Optional<Stage> stage = Arrays.stream(Stage.values())
                    .filter(known -> known.word().equals(word))
                    .findFirst();
            stage.ifPresentOrElse(
                    stages::add,
                    () -> problems.add(
                            value.place(),
                            "stage: " + value.kind() + " (expected: " + String.join(", ", words) + ")"
                                    + Suggest.hint(word, words)));
        }
        if (values.isEmpty()) {
            problems.add(rule.place(), "'stage' is missing (expected: " + String.join(", ", words) + ")");
        }
        return stages;
    }

    private static Scope scope(Fields scope) {
        Scope read = new Scope(names(scope, "robots"), names(scope, "types"), names(scope, "levels"));
        scope.end();
        return read;
    }

    private static List<String> names(Fields scope, String key) {
        if (scope.value(key).isEmpty()) {
            return List.of("*");
        }
        List<String> names = scope.texts(key);
        if (names.isEmpty()) {
            scope.problem(key, "names no robot (expected: names, or \"*\")");
        }
        for (String name : names) {
            if (name.isBlank() || (name.contains("*") && name.indexOf('*') != name.length() - 1)) {
                scope.problem(key, "'" + name + "' (expected: a name, or the beginning of one and *)");
            }
        }
        return names;
    }

    private Action action(Fields rule, Set<Stage> stages) {
        if (rule.value("action").isEmpty()) {
            problems.add(rule.place(), "'action' is missing");
            return new Action(Action.Kind.OBSERVE, Optional.empty());
        }
        Fields action = rule.fields("action");
        boolean later = later(action, "kind", "brake", "action");
        if (action.value("kind").isEmpty()) {
            problems.add(action.place(), "'kind' is missing");
        }
        Action.Kind kind = later ? Action.Kind.OBSERVE : action.choice("kind", Action.Kind.OBSERVE);
        Optional<String> notice = action.optional("notice");
        action.end();
        if (kind.speaks() && notice.isEmpty()) {
            problems.add(action.place(), "'notice' is missing (expected: the id of a text in notices/)");
            return new Action(kind, Optional.of(""));
        }
        if (notice.isPresent() && !kind.speaks() && !later) {
            action.problem("notice", kind.word() + " says nothing to the citizen (expected: no notice)");
        }
        if (notice.isPresent() && !notices.test(notice.get())) {
            action.problem("notice", "'" + notice.get() + "' does not exist in notices/");
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

    private Mode mode(Fields rule) {
        return later(rule, "mode", "canary", "mode") ? Mode.OFF : rule.choice("mode", Mode.ENFORCE);
    }

    private static boolean later(Fields fields, String key, String word, String what) {
        boolean later = fields.value(key)
                .filter(value ->
                        value instanceof Value.Scalar scalar && scalar.text().equals(word))
                .isPresent();
        if (later) {
            fields.problem(key, "this release has no " + what + " '" + word + "'");
        }
        return later;
    }

    /** Personal data in a question is always hidden from the model, so a rule there can only give the hiding a name. */
    private void identifiers(Fields fields, Rule rule, MatchReader match) {
        boolean question = rule.stages().stream().anyMatch(stage -> stage.side() == Side.QUESTION);
        if (question && rule.action().kind() == Action.Kind.MASK && !match.any().isEmpty()) {
            fields.problem(
                    "action",
                    "only identifiers are hidden from the model (expected: stages output and tool_call, or refuse)");
        }
        if (match.kinds().isEmpty()) {
            return;
        }
        if (!match.unless().isEmpty()) {
            fields.problem("unless", "takes no identifier back (expected: a rule of its own for identifier)");
        }
        if (!question) {
            return;
        }
        String always = "identifiers in a question are always masked";
        if (rule.action().kind() != Action.Kind.MASK) {
            fields.problem("action", always + " (expected: kind mask)");
        }
        if (rule.mode() == Mode.SHADOW) {
            fields.problem("mode", always + " (expected: enforce)");
        }
        if (!rule.scope().equals(Scope.ALL)) {
            fields.problem("scope", always + " (expected: no scope)");
        }
    }

    /** The kind of action as written, when there is such a kind. */
    private static Optional<Action.Kind> kind(Fields rule) {
        return rule.value("action")
                .filter(Value.Mapping.class::isInstance)
                .map(value -> ((Value.Mapping) value).entries().get("kind"))
                .flatMap(entry -> Arrays.stream(Action.Kind.values())
                        .filter(kind -> entry.value() instanceof Value.Scalar scalar
                                && scalar.text().equals(kind.word()))
                        .findFirst());
    }

    private List<RuleTest> tests(Fields rule, Optional<Action.Kind> kind) {
        List<RuleTest> tests = new ArrayList<>();
        int broken = 0;
        for (Fields test : rule.list("tests")) {
            Optional<RuleTest> read = test(test, kind);
            read.ifPresent(tests::add);
            broken += read.isEmpty() ? 1 : 0;
        }
        boolean hit = tests.stream().anyMatch(RuleTest::hit);
        boolean miss = tests.stream().anyMatch(test -> !test.hit());
        if (broken == 0 && kind.isPresent() && !(hit && miss)) {
            String missing =
                    hit ? "expects allow" : miss ? "expects " + kind.get().word() : "stands with the rule";
            rule.problem("tests", "none " + missing + " (expected: at least one match and one allow)");
        }
        return tests;
    }

    private Optional<RuleTest> test(Fields test, Optional<Action.Kind> kind) {
        boolean said = test.value("say").isPresent();
        boolean streamed = test.value("stream").isPresent();
        List<String> pieces = said ? test.optional("say").stream().toList() : test.texts("stream");
        String expect = test.text("expect");
        test.end();
        if (said == streamed) {
            problems.add(test.place(), "a test has either 'say' or 'stream'");
            return Optional.empty();
        }
        if (kind.isPresent()
                && !expect.isEmpty()
                && !expect.equals("allow")
                && !expect.equals(kind.get().word())) {
            test.problem(
                    "expect",
                    "'" + expect + "' (expected: allow or " + kind.get().word() + ")");
            return Optional.empty();
        }
        return Optional.of(new RuleTest(test.place(), pieces, !expect.equals("allow"), expect));
    }
}
