package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Guards;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** All rules in force and the guards that look for them. Immutable; one for all robots. */
public final class Rulebook {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final int VAST = 5_000;

    private final List<Rule> rules;
    private final List<Exemption> exemptions;
    private final List<Mention> mentions;
    private final Optional<IdLedger> ledger;
    private final Map<String, Rule> enforceable = new HashMap<>();
    private final Map<String, String> ruleOfKind = new HashMap<>();
    private final Map<Side, List<Guard>> guards = new EnumMap<>(Side.class);
    private final Thresholds thresholds;
    private final Forces forces;
    private final Scoring scoring;
    private final Comparator<Finding> weight = Comparator.comparing((Finding finding) -> kind(finding))
            .thenComparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::rule)
            .thenComparing(Finding::span);

    private Rulebook(Sources sources, Engine engine) {
        List<Draft> drafts = sources.drafts();
        rules = drafts.stream()
                .map(Draft::rule)
                .sorted(Comparator.comparing(Rule::id))
                .toList();
        exemptions = sources.exemptions();
        mentions = sources.mentions();
        ledger = sources.ledger();
        thresholds = sources.thresholds();
        forces = new Forces(thresholds.ceiling(), exemptions);
        scoring = new Scoring(enforceable, thresholds);
        List<Draft> live =
                drafts.stream().filter(draft -> draft.rule().mode() != Mode.OFF).toList();
        live.forEach(draft -> enforceable.put(draft.rule().id(), draft.rule()));
        Claims.named(live, Side.QUESTION).forEach((kind, named) -> ruleOfKind.put(kind, named.rule()));
        // Vast lists that are sought in questions and answers alike are laid out once.
        List<Clue> shared = clues(live.stream().filter(Rulebook::isVast).toList());
        List<Guard> both = shared.isEmpty() ? List.of() : engine.guards(shared);
        for (Side side : Side.values()) {
            List<Clue> clues = clues(live.stream()
                    .filter(draft -> draft.reads(side) && !isVast(draft))
                    .toList());
            List<Guard> found = new ArrayList<>(clues.isEmpty() ? List.of() : engine.guards(clues));
            found.addAll(both);
            Map<String, Engine.Named> kinds = Claims.named(live, side);
            if (side == Side.ANSWER && !kinds.isEmpty()) {
                found.add(engine.identifiers(kinds));
            }
            guards.put(side, Guards.together(found));
        }
    }

    private static List<Clue> clues(List<Draft> drafts) {
        return drafts.stream().flatMap(draft -> draft.clue().stream()).toList();
    }

    private static boolean isVast(Draft draft) {
        return draft.rule().matchers() >= VAST && draft.reads(Side.QUESTION) && draft.reads(Side.ANSWER);
    }

    /** The rulebook of a folder as of today in Shanghai. */
    public static Optional<Rulebook> compile(Folder folder, Words words, Problems problems) {
        return compile(folder, words, LocalDate.now(ZONE), problems);
    }

    /**
     * The rulebook of {@code rules/} and all that belongs to it: {@code lists/}, {@code exemplars/}, {@code overrides/},
     * {@code exceptions/}, {@code thresholds.yaml} and {@code ids.tsv}. Every embedded test must pass.
     *
     * @param today the day on which exceptions are looked at; words of those that have expired have no effect, so that a
     *     rulebook is compiled again when the day changes
     * @return empty exactly when problems were added
     */
    public static Optional<Rulebook> compile(Folder folder, Words words, LocalDate today, Problems problems) {
        return compile(folder, words, today, new HouseEngine(), problems);
    }

    static Optional<Rulebook> compile(Folder folder, Words words, LocalDate today, Engine engine, Problems problems) {
        return compile(folder, words, today, engine, Recall.none(today), problems);
    }

    static Optional<Rulebook> compile(
            Folder folder, Words words, LocalDate today, Engine maker, Recall recall, Problems problems) {
        Problems own = new Problems();
        Engine engine = new RecallingEngine(maker, recall);
        Sources sources = sources(folder, words, today, engine, recall, own);
        Optional<Rulebook> rulebook = own.isEmpty() ? Optional.of(new Rulebook(sources, engine)) : Optional.empty();
        for (Trial trial : rulebook.map(book -> new Rehearsal(book, engine, recall).run(sources.drafts()))
                .orElse(List.of())) {
            trial.failure().ifPresent(failure -> own.add(trial.place(), "test of " + trial.rule() + ": " + failure));
        }
        problems.addAll(own);
        return rulebook.filter(book -> own.isEmpty());
    }

    /** What every embedded test shows and reaches; empty when problems were added. */
    public static Optional<Examination> examine(Folder folder, Words words, Problems problems) {
        return examine(folder, words, new HouseEngine(), problems);
    }

    static Optional<Examination> examine(Folder folder, Words words, Engine engine, Problems problems) {
        Problems own = new Problems();
        LocalDate today = LocalDate.now(ZONE);
        Recall recall = Recall.none(today);
        Sources sources = sources(folder, words, today, engine, recall, own);
        problems.addAll(own);
        if (!own.isEmpty()) {
            return Optional.empty();
        }
        Rulebook rulebook = new Rulebook(sources, engine);
        return Optional.of(new Examination(
                new Rehearsal(rulebook, engine, recall).run(sources.drafts()),
                new CoverageCount(
                                sources.drafts(),
                                WordLists.read(folder, recall, own).words(),
                                engine)
                        .count(),
                rulebook.rules().stream()
                        .filter(rule -> rule.mode() == Mode.OFF)
                        .toList()));
    }

    static Sources sources(
            Folder folder, Words words, LocalDate today, Engine engine, Recall recall, Problems problems) {
        ScopeReader scopes = new ScopeReader(words);
        Exemptions exemptions = Exemptions.read(folder, scopes, today, problems);
        RuleReader reader = new RuleReader(engine, Library.read(folder, recall, problems), words, scopes, problems);
        RuleFiles files = new RuleFiles(reader, Overrides.read(folder, problems), exemptions, recall, problems);
        List<Draft> drafts = files.read(folder);
        Claims.check(drafts, problems);
        Optional<IdLedger> ledger = IdLedger.read(folder, problems);
        ledger.ifPresent(known -> known.check(files.places(), problems));
        return new Sources(
                drafts, exemptions.all(), scopes.mentions(), Thresholds.read(folder, words, problems), ledger);
    }

    /** What reads texts of one side; the same for every robot. */
    public List<Guard> guards(Side side) {
        return guards.getOrDefault(side, List.of());
    }

    /**
     * What is to be done about the findings of one or more texts of a stage. The most restrictive enforced rule wins,
     * ties go to the graver finding, then to the smaller rule id. The findings of the verdict are in that order, the
     * deciding one first, and all that were enforced are there. A finding of a rule that no file names, such as
     * {@code mask.mobile}, is one to mask. Scores are not looked at.
     */
    public Ruling decide(Situation situation, Stage stage, List<Finding> findings) {
        List<Finding> enforced = new ArrayList<>();
        List<Finding> shadowed = new ArrayList<>();
        Set<String> canaries = new TreeSet<>();
        for (Finding finding : findings) {
            Rule rule = enforceable.get(finding.rule());
            switch (rule == null ? Forces.Force.ENFORCE : forces.of(rule, situation, stage)) {
                case NONE -> {
                    // Not for this robot, or not at this stage.
                }
                case SHADOW -> shadowed.add(finding);
                case CANARY -> {
                    canaries.add(finding.rule());
                    enforced.add(finding);
                }
                case ENFORCE -> enforced.add(finding);
            }
        }
        if (enforced.isEmpty() && shadowed.isEmpty()) {
            return Ruling.ALLOW;
        }
        enforced.sort(weight);
        return new Ruling(verdict(enforced), shadowed, canaries);
    }

    /**
     * What the score of one side of an exchange leads to.
     *
     * @param all everything that was decided on that side
     * @return because of {@code score.input} or {@code score.output} and one finding of each rule that added up;
     *     {@link Ruling#ALLOW} when no threshold is reached
     */
    public Ruling score(Side side, Ruling all) {
        return scoring.of(side, all.verdict().because());
    }

    /** Why a rule is not enforced under given circumstances, in words; empty when it is. */
    public Optional<String> idleness(Rule rule, Situation situation, Stage stage) {
        return forces.idleness(rule, situation, stage);
    }

    /** What a finding adds to the score of its side, unless its rule has been counted: 0 or more. */
    public int points(Situation situation, Stage stage, Finding finding) {
        Rule rule = enforceable.get(finding.rule());
        return rule != null
                        && rule.points() > 0
                        && forces.of(rule, situation, stage).enforces()
                ? rule.points()
                : 0;
    }

    /** The least score that stops one side of an exchange; empty when no score does. */
    public OptionalInt leastScore(Side side) {
        return thresholds.limit(side).least();
    }

    /** Whether what this rule finds is hidden when the verdict is to mask. */
    public boolean masks(String rule) {
        return kind(rule) == Action.Kind.MASK;
    }

    /** All rules, those that are off included, by id. */
    public List<Rule> rules() {
        return rules;
    }

    /** All exceptions, those that have expired included. */
    public List<Exemption> exemptions() {
        return exemptions;
    }

    /** The rule under which personal data of this kind is masked in questions; {@code mask.<kind>} when none names it. */
    public String ruleOfKind(String kind) {
        return ruleOfKind.getOrDefault(kind, "mask." + kind);
    }

    /** What somebody should look at, though it keeps nothing from being in force, by the path below the directory. */
    public List<Problem> warnings(LocalDate today) {
        return new Warnings(rules, exemptions, ledger).on(today);
    }

    /** Where it names robots and clients that do not exist. They may be gone, so it keeps nothing from being in force. */
    public List<Problem> strangers(Set<String> robots, Set<String> clients) {
        return mentions.stream()
                .flatMap(mention -> mention
                        .stranger(
                                switch (mention.noun()) {
                                    case ROBOT -> robots;
                                    case CLIENT -> clients;
                                })
                        .stream())
                .toList();
    }

    /** The text of {@code ids.tsv} with every rule entered, and those that are gone retired. */
    public String recordedIds() {
        return ledger.orElseGet(IdLedger::empty).record(rules);
    }

    private Verdict verdict(List<Finding> because) {
        if (because.isEmpty()) {
            return Verdict.Allow.PLAINLY;
        }
        Finding first = because.getFirst();
        Action.Kind kind = kind(first);
        String notice = Optional.ofNullable(enforceable.get(first.rule()))
                .flatMap(rule -> rule.action().notice())
                .orElse(kind == Action.Kind.ESCALATE ? RuleReader.HOLD : "");
        return switch (kind) {
            case OBSERVE -> new Verdict.Allow(because);
            case MASK -> new Verdict.Mask(because);
            case DISCLOSE -> new Verdict.Disclose(because, notice);
            case ANSWER -> new Verdict.Answer(because, notice);
            case REFUSE -> new Verdict.Refuse(because, notice);
            case ESCALATE -> new Verdict.Escalate(because, notice);
            case BRAKE -> new Verdict.Brake(because, notice);
        };
    }

    private Action.Kind kind(Finding finding) {
        return kind(finding.rule());
    }

    private Action.Kind kind(String id) {
        Rule rule = enforceable.get(id);
        return rule == null ? Action.Kind.MASK : rule.effect();
    }
}
