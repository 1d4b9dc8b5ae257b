package io.jianhu;

import io.jianhu.audit.Decided;
import io.jianhu.chat.Decision;
import io.jianhu.policy.Hindsight;
import io.jianhu.policy.Rule;
import io.jianhu.policy.Rulebook;
import io.jianhu.policy.Situation;
import io.jianhu.robot.Duty;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Robot;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides recorded decisions anew and counts what would be otherwise. Used by one thread. */
final class Replay {
    /** Days begin where the robots work. */
    private final Rulebook rulebook;

    private final Registry registry;
    private final Hindsight hindsight;
    private final TreeMap<Move, Long> matrix = new TreeMap<>();
    private final TreeMap<Place, Long> byRule = new TreeMap<>();
    private final TreeMap<Place, Long> byRobot = new TreeMap<>();
    private final TreeMap<String, Long> unknownRules = new TreeMap<>();
    private final TreeMap<String, Long> unknownRobots = new TreeMap<>();
    private final Set<String> named = new TreeSet<>();
    private final List<Change> changes = new ArrayList<>();
    private final boolean keep;
    private long decisions;
    private long withoutRule;
    private long withUnknownRule;

    /** @param keep whether every change is kept, and not only counted */
    Replay(Rulebook rulebook, Registry registry, boolean keep) {
        this.keep = keep;
        this.rulebook = rulebook;
        this.registry = registry;
        this.hindsight = new Hindsight(rulebook);
    }

    /** From the verdict that was recorded to the one that would be given. */
    record Move(Decision from, Decision to) implements Comparable<Move> {

        boolean isChange() {
            return from != to;
        }

        @Override
        public int compareTo(Move other) {
            return from == other.from ? to.compareTo(other.to) : from.compareTo(other.from);
        }
    }

    /** A change at one rule or robot. */
    record Place(String name, Move move) implements Comparable<Place> {

        @Override
        public int compareTo(Place other) {
            return name.equals(other.name) ? move.compareTo(other.move) : name.compareTo(other.name);
        }
    }

    /** A request of which something would be decided otherwise. */
    record Change(String request, String robot, String side, Move move, Set<String> rules) {}

    void take(Decided decided) {
        decisions++;
        Optional<Robot> robot = registry.robot(decided.robot());
        if (robot.isEmpty()) {
            unknownRobots.merge(decided.robot(), 1L, Long::sum);
            return;
        }
        Set<String> names = new LinkedHashSet<>(decided.rules());
        names.addAll(decided.shadow());
        Optional<Hindsight.Judgement> judgement =
                hindsight.judge(situation(robot.get(), decided), decided.side(), decided.verdict(), names);
        if (judgement.isEmpty()) {
            withoutRule++;
            return;
        }
        count(decided, judgement.get());
    }

    private void count(Decided decided, Hindsight.Judgement judgement) {
        Move move = new Move(decided.verdict(), judgement.verdict());
        matrix.merge(move, 1L, Long::sum);
        named.addAll(judgement.ids());
        withUnknownRule += judgement.unknown().isEmpty() ? 0 : 1;
        judgement.unknown().forEach(rule -> unknownRules.merge(rule, 1L, Long::sum));
        if (move.isChange()) {
            judgement.ids().forEach(rule -> byRule.merge(new Place(rule, move), 1L, Long::sum));
            byRobot.merge(new Place(decided.robot(), move), 1L, Long::sum);
        }
        if (move.isChange() && keep) {
            String side = decided.side().name().toLowerCase(java.util.Locale.ROOT);
            changes.add(new Change(decided.request(), decided.robot(), side, move, judgement.ids()));
        }
    }

    private static Situation situation(Robot robot, Decided decided) {
        return new Situation(
                robot.profile(),
                robot.policy().strictness(),
                robot.policy().watch(),
                decided.client(),
                decided.request(),
                LocalDate.ofInstant(decided.at(), Duty.ZONE));
    }

    /** How many decisions went from which verdict to which. */
    SortedMap<Move, Long> matrix() {
        return matrix;
    }

    /** The changes at each rule that a changed decision names. */
    SortedMap<Place, Long> byRule() {
        return byRule;
    }

    SortedMap<Place, Long> byRobot() {
        return byRobot;
    }

    /** Rules that are named and are not in the rulebook, with the number of decisions that name them. */
    SortedMap<String, Long> unknownRules() {
        return unknownRules;
    }

    /** Robots that are named and not registered, with the number of their decisions, which were not tried. */
    SortedMap<String, Long> unknownRobots() {
        return unknownRobots;
    }

    /** Every change, oldest first; none when they are not kept. */
    List<Change> changes() {
        return changes;
    }

    /** How many decisions would be otherwise. */
    long changed() {
        return matrix.entrySet().stream()
                .filter(entry -> entry.getKey().isChange())
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }

    /** How many decisions were looked at. */
    long decisions() {
        return decisions;
    }

    /** How many decisions name no rule and were not tried. */
    long withoutRule() {
        return withoutRule;
    }

    /** How many decisions name a rule that is not in the rulebook. */
    long withUnknownRule() {
        return withUnknownRule;
    }

    /** The rules that no decision names. */
    List<String> untried() {
        return rulebook.rules().stream()
                .map(Rule::id)
                .filter(id -> !named.contains(id))
                .toList();
    }
}
