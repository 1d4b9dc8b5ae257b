package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Profile;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** All rules in force and the guards that look for them. Immutable; one for all robots. */
public final class Rulebook {
    private final List<Rule> rules;
    private final Map<String, Rule> enforceable = new HashMap<>();
    private final Map<String, String> ruleOfKind = new HashMap<>();
    private final Map<Side, List<Guard>> guards = new EnumMap<>(Side.class);
    private final Comparator<Finding> weight = Comparator.comparing((Finding finding) -> kind(finding))
            .thenComparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::rule)
            .thenComparing(Finding::span);

    private Rulebook(List<Draft> drafts, Engine engine) {
        rules = drafts.stream()
                .map(Draft::rule)
                .sorted(Comparator.comparing(Rule::id))
                .toList();
        List<Draft> live =
                drafts.stream().filter(draft -> draft.rule().mode() != Mode.OFF).toList();
        live.forEach(draft -> enforceable.put(draft.rule().id(), draft.rule()));
        named(live, Side.QUESTION).forEach((kind, named) -> ruleOfKind.put(kind, named.rule()));
        for (Side side : Side.values()) {
            List<Clue> clues = live.stream()
                    .filter(draft -> draft.reads(side) && !draft.any().isEmpty())
                    .map(Draft::clue)
                    .toList();
            List<Guard> found = new ArrayList<>(clues.isEmpty() ? List.of() : engine.guards(clues));
            Map<String, Engine.Named> kinds = named(live, side);
            if (side == Side.ANSWER && !kinds.isEmpty()) {
                found.add(engine.identifiers(kinds));
            }
            guards.put(side, List.copyOf(found));
        }
    }

    /**
     * The rulebook of {@code rules/} and {@code lists/}. Every embedded test must pass.
     *
     * @param notices whether a notice of this id exists
     * @return empty exactly when problems were added
     */
    public static Optional<Rulebook> compile(Folder folder, Predicate<String> notices, Problems problems) {
        return compile(folder, notices, new HouseEngine(), problems);
    }

    static Optional<Rulebook> compile(Folder folder, Predicate<String> notices, Engine engine, Problems problems) {
        Problems own = new Problems();
        List<Draft> drafts = drafts(folder, notices, engine, own);
        Optional<Rulebook> rulebook = own.isEmpty() ? Optional.of(new Rulebook(drafts, engine)) : Optional.empty();
        for (Trial trial :
                rulebook.map(book -> new Rehearsal(book, engine).run(drafts)).orElse(List.of())) {
            trial.failure().ifPresent(failure -> own.add(trial.place(), "test of " + trial.rule() + ": " + failure));
        }
        problems.addAll(own);
        return rulebook.filter(book -> own.isEmpty());
    }

    /** What every embedded test shows and reaches; empty when problems were added. */
    public static Optional<Examination> examine(Folder folder, Predicate<String> notices, Problems problems) {
        return examine(folder, notices, new HouseEngine(), problems);
    }

    static Optional<Examination> examine(Folder folder, Predicate<String> notices, Engine engine, Problems problems) {
        Problems own = new Problems();
        List<Draft> drafts = drafts(folder, notices, engine, own);
        problems.addAll(own);
        if (!own.isEmpty()) {
            return Optional.empty();
        }
        Rulebook rulebook = new Rulebook(drafts, engine);
        return Optional.of(new Examination(
                new Rehearsal(rulebook, engine).run(drafts),
                new CoverageCount(drafts, WordLists.read(folder, own).words(), engine).count(),
                rulebook.rules().stream()
                        .filter(rule -> rule.mode() == Mode.OFF)
                        .toList()));
    }

    private static List<Draft> drafts(Folder folder, Predicate<String> notices, Engine engine, Problems problems) {
        RuleReader reader = new RuleReader(engine, WordLists.read(folder, problems), notices, problems);
        List<Draft> drafts = new RuleFiles(reader, problems).read(folder);
        claims(drafts, problems);
        return drafts;
    }

    /** What reads texts of one side; the same for every robot. */
    public List<Guard> guards(Side side) {
        return guards.getOrDefault(side, List.of());
    }

    /**
     * What is to be done about the findings of one or more texts of a stage. The most restrictive enforced rule wins,
     * ties go to the graver finding, then to the smaller rule id. The findings of the verdict are in that order, the
     * deciding one first, and all that were enforced are there. A finding of a rule that no file names, such as
     * {@code mask.mobile}, is one to mask.
     */
    public Ruling decide(Profile robot, Stage stage, List<Finding> findings) {
        List<Finding> enforced = new ArrayList<>();
        List<Finding> shadowed = new ArrayList<>();
        for (Finding finding : findings) {
            Rule rule = enforceable.get(finding.rule());
            if (rule == null) {
                enforced.add(finding);
            } else if (rule.stages().contains(stage) && rule.scope().covers(robot)) {
                (rule.mode() == Mode.SHADOW ? shadowed : enforced).add(finding);
            }
        }
        if (enforced.isEmpty() && shadowed.isEmpty()) {
            return Ruling.ALLOW;
        }
        enforced.sort(weight);
        return new Ruling(verdict(enforced), shadowed);
    }

    /** The same under given circumstances. */
    public Ruling decide(Situation situation, Stage stage, List<Finding> findings) {
        return decide(situation.robot(), stage, findings);
    }

    /** Whether what this rule finds is hidden when the verdict is to mask. */
    public boolean masks(String rule) {
        return kind(rule) == Action.Kind.MASK;
    }

    /** All rules, those that are off included, by id. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rule under which personal data of this kind is masked in questions; {@code mask.<kind>} when none names it. */
    public String ruleOfKind(String kind) {
        return ruleOfKind.getOrDefault(kind, "mask." + kind);
    }

    /** The rules that name kinds of personal data on one side. */
    static Map<String, Engine.Named> named(List<Draft> drafts, Side side) {
        Map<String, Engine.Named> named = new HashMap<>();
        for (Draft draft : drafts) {
            if (draft.rule().mode() != Mode.OFF && draft.reads(side)) {
                draft.rule()
                        .kinds()
                        .forEach(kind -> named.put(
                                kind,
                                new Engine.Named(draft.rule().id(), draft.rule().severity())));
            }
        }
        return named;
    }

    private static void claims(List<Draft> drafts, Problems problems) {
        for (Side side : Side.values()) {
            Map<String, String> owners = new HashMap<>();
            for (Draft draft : drafts) {
                Rule rule = draft.rule();
                for (String kind : rule.kinds()) {
                    if (rule.mode() == Mode.OFF || !draft.reads(side)) {
                        continue;
                    }
                    String owner = owners.putIfAbsent(kind, rule.id());
                    if (owner != null && !owner.equals(rule.id())) {
                        problems.add(
                                new Place(rule.file(), rule.line(), draft.column()),
                                "identifier: '" + kind + "' belongs to rule " + owner + " already");
                    }
                }
            }
        }
    }

    private Verdict verdict(List<Finding> because) {
        if (because.isEmpty()) {
            return Verdict.Allow.PLAINLY;
        }
        Finding first = because.getFirst();
        String notice = Optional.ofNullable(enforceable.get(first.rule()))
                .flatMap(rule -> rule.action().notice())
                .orElse("");
        return switch (kind(first)) {
            case OBSERVE -> new Verdict.Allow(because);
            case MASK -> new Verdict.Mask(because);
            case DISCLOSE -> new Verdict.Disclose(because, notice);
            case ANSWER -> new Verdict.Answer(because, notice);
            case REFUSE -> new Verdict.Refuse(because, notice);
            case ESCALATE -> new Verdict.Escalate(because, notice);
        };
    }

    private Action.Kind kind(Finding finding) {
        return kind(finding.rule());
    }

    private Action.Kind kind(String id) {
        Rule rule = enforceable.get(id);
        return rule == null ? Action.Kind.MASK : rule.action().kind();
    }
}
