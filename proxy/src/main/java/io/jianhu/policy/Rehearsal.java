package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Runs the tests that stand with the rules, on the guards that will be in force. A test is about its own rule alone. */
final class Rehearsal {
    private final Rulebook rulebook;
    private final Engine engine;
    private final Recall recall;

    Rehearsal(Rulebook rulebook, Engine engine, Recall recall) {
        this.rulebook = rulebook;
        this.engine = engine;
        this.recall = recall;
    }

    /** What became of each test of a rule that is not off. */
    List<Trial> run(List<Draft> drafts) {
        List<Guard> question = new ArrayList<>(rulebook.guards(Side.QUESTION));
        Map<String, Engine.Named> masked = Claims.named(drafts, Side.QUESTION);
        if (!masked.isEmpty()) {
            question.add(engine.identifiers(masked));
        }
        Map<Side, List<Guard>> guards = Map.of(Side.QUESTION, question, Side.ANSWER, rulebook.guards(Side.ANSWER));
        // The longest part of a start, and no test knows of another.
        return drafts.parallelStream()
                .filter(draft -> draft.rule().mode() != Mode.OFF)
                .flatMap(draft -> draft.tests().stream()
                        .map(test -> Trial.of(draft.rule().id(), test, failure(draft, test, guards))))
                .toList();
    }

    private Optional<String> failure(Draft draft, RuleTest test, Map<Side, List<Guard>> guards) {
        String rule = draft.rule().id();
        String action = draft.rule().action().kind().word();
        for (Side side :
                new TreeSet<>(draft.rule().stages().stream().map(Stage::side).toList())) {
            List<Guard> finders = guards.getOrDefault(side, List.of()).stream()
                    .filter(guard -> guard.mayFind(rule))
                    .toList();
            Recall.Outcome outcome =
                    recall.outcomes().get(new Recall.Rehearsed(rule, side, finders, test.pieces()), Rehearsal::read);
            String where = side == Side.QUESTION ? "a question" : "an answer";
            if (outcome.found() != test.hit()) {
                return Optional.of("in " + where + " the rule "
                        + (outcome.found() ? "matches" : "does not match") + " (expected: "
                        + (test.hit() ? action : "allow")
                        + ")");
            }
            if (outcome.lost() > 0) {
                return Optional.of("in " + where + " " + outcome.lost()
                        + " characters of the match were let go before it was found (expected: none)");
            }
        }
        return Optional.empty();
    }

    private static Recall.Outcome read(Recall.Rehearsed rehearsed) {
        Reading reading = new Reading(rehearsed.rule());
        for (Guard guard : rehearsed.guards()) {
            reading.read(guard.watch(rehearsed.side()), rehearsed.pieces());
        }
        return new Recall.Outcome(reading.found, reading.lost);
    }

    /** What guards found of one rule in one text. */
    private static final class Reading {
        private final String rule;
        private boolean found;
        private int lost;

        Reading(String rule) {
            this.rule = rule;
        }

        void read(Guard.Watch watch, List<String> pieces) {
            List<Finding> findings = new ArrayList<>();
            int settled = 0;
            for (String piece : pieces) {
                int next = watch.read(piece, findings::add);
                take(findings, settled);
                settled = Math.max(settled, next);
            }
            watch.end(findings::add);
            take(findings, settled);
        }

        private void take(List<Finding> findings, int settled) {
            for (Finding finding : findings) {
                if (finding.rule().equals(rule)) {
                    found = true;
                    lost = Math.max(lost, settled - finding.span().start());
                }
            }
            findings.clear();
        }
    }
}
