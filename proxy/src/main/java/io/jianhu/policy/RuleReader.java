package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Condition;
import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one rule of a rule set. */
final class RuleReader {
    /** What an escalation says that has no notice of its own. */
    static final String HOLD = "hold";

    private static final int CANARY = 10;

    private final Engine engine;
    private final Library library;
    private final Words words;
    private final ScopeReader scopes;
    private final Problems problems;

    RuleReader(Engine engine, Library library, Words words, ScopeReader scopes, Problems problems) {
        this.engine = engine;
        this.library = library;
        this.words = words;
        this.scopes = scopes;
        this.problems = problems;
    }

    /**
     * What a rule takes over from its set and from other files.
     *
     * @param overrides where local files changed it
     */
    record Surroundings(Rule.Origin origin, Set<Spelling> layers, List<String> overrides) {}

    Draft read(Fields fields, Surroundings around) {
        String id = fields.text("id");
        Rule.Title title = title(fields);
        List<String> basis = fields.list("basis").stream().map(this::basis).toList();
        Severity severity = severity(fields);
        Set<Stage> stages = stages(fields);
        Fields scopeFields = fields.fields("scope");
        Scope scope = scopes.read(scopeFields);
        scopeFields.end();
        Action action = new ActionReader(words, problems).read(fields, stages);
        OnFailure onFailure = fields.choice("onFailure", OnFailure.CLOSED);
        Set<Spelling> layers = fields.value("layers").isPresent() ? layers(fields) : around.layers();
        boolean weighty = action.kind().compareTo(Action.Kind.REFUSE) >= 0;
        boolean claims = fields.values("unless").isEmpty();
        MatchReader match = new MatchReader(
                new MatcherReader(engine, library, problems, new MatcherReader.Terms(weighty, claims, onFailure)),
                problems);
        int before = problems.size();
        Optional<Condition> condition = match.read(fields);
        if (problems.size() == before) {
            condition
                    .flatMap(looked -> engine.problem(new Clue(id, severity, looked, layers)))
                    .ifPresent(message -> fields.problem("match", message));
        }
        int holdBack = problems.size() == before ? holdBack(id, severity, stages, condition, layers) : 0;
        List<RuleTest> tests = new TestReader(problems).read(fields, ActionReader.kind(fields));
        Rule rule = new Rule(
                id,
                title,
                around.origin(),
                basis,
                severity,
                stages,
                scope,
                layers,
                match.claims(),
                condition.map(MatchReader::count).orElse(0),
                tests.size(),
                condition.map(MatchReader::asks).orElse(false),
                holdBack,
                action,
                fields.choice("mode", Mode.ENFORCE),
                canary(fields),
                fields.integer("level", 1, 1, Situation.MOST),
                fields.flag("score", false),
                onFailure,
                fields.date("reviewBy"),
                around.overrides(),
                fields.place().file(),
                fields.place().line());
        new RuleSense(fields, rule, words).check(condition);
        fields.end();
        return new Draft(rule, fields.place().column(), condition, tests);
    }

    /** The layers that a rule set or a rule switches on. */
    static Set<Spelling> layers(Fields fields) {
        Set<Spelling> layers = EnumSet.noneOf(Spelling.class);
        List<String> words = Arrays.stream(Spelling.values())
                .filter(spelling -> spelling != Spelling.PLAIN)
                .map(Spelling::word)
                .toList();
        for (Value value : fields.values("layers")) {
            String word = value instanceof Value.Scalar scalar ? scalar.text() : "";
            if (words.contains(word)) {
                Arrays.stream(Spelling.values())
                        .filter(spelling -> spelling.word().equals(word))
                        .forEach(layers::add);
            } else {
                fields.problems()
                        .add(
                                value.place(),
                                "layers: " + value.kind() + " (expected: " + String.join(", ", words) + ")"
                                        + Suggest.hint(word, words));
            }
        }
        return layers;
    }

    private int holdBack(
            String id, Severity severity, Set<Stage> stages, Optional<Condition> condition, Set<Spelling> layers) {
        boolean answers = stages.stream().anyMatch(stage -> stage.side() == Side.ANSWER);
        return answers
                ? condition
                        .map(looked -> engine.holdBack(new Clue(id, severity, looked, layers)))
                        .orElse(0)
                : 0;
    }

    private static int canary(Fields rule) {
        Fields canary = rule.fields("canary");
        int percent = canary.integer("percent", CANARY, 1, 99);
        if (rule.value("canary").isPresent() && canary.value("percent").isEmpty()) {
            rule.problem("canary", "'percent' is missing (expected: a whole number from 1 to 99)");
        }
        canary.end();
        return percent;
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
        List<Value> values = new ArrayList<>(rule.values("stage"));
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
}
