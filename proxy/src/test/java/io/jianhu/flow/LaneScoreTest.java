package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Findings that stop an answer only together stop it at the same place in every cutting. */
class LaneScoreTest {

    private static final int LIMIT = 8;

    /** A rule named {@code score-4-x} adds four points; others as in {@link LaneTest}. */
    private static final Lane.Judge JUDGE = new Lane.Judge() {
        @Override
        public Lane.Effect effect(Finding finding) {
            return LaneTest.effect(finding);
        }

        @Override
        public int points(Finding finding) {
            return LaneScoreTest.points(finding.rule());
        }
    };

    private static int points(String rule) {
        return rule.startsWith("score-") ? rule.charAt(6) - '0' : 0;
    }

    private static Score before(int scored) {
        Score score = new Score(OptionalInt.of(LIMIT));
        score.add("before", scored);
        return score;
    }

    @Provide
    Arbitrary<List<Guard>> scripts() {
        Arbitrary<ScriptedGuard.Sight> sights = Combinators.combine(
                        Arbitraries.of(
                                "score-2-a",
                                "score-3-a",
                                "score-3-b",
                                "score-4-a",
                                "score-5-a",
                                "score-5-b",
                                "hide",
                                "stop",
                                "none"),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(0, 8))
                .as((rule, start, length, late) ->
                        new ScriptedGuard.Sight(rule, start, start + length, start + length + late));
        return sights.set()
                .ofMaxSize(6)
                .map(set -> (Guard) new ScriptedGuard(List.copyOf(set)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.strings().withChars("abcdefghijklmnopqrstuvwxyz。").ofMaxLength(32);
    }

    @Provide
    Arbitrary<List<Integer>> pieces() {
        return Arbitraries.integers().between(0, 9).list().ofMaxSize(30);
    }

    @Provide
    Arbitrary<Hold> holds() {
        return Arbitraries.of(Hold.class);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void cutsDoNotMatter(
            @ForAll("scripts") List<Guard> guards,
            @ForAll("letters") String text,
            @ForAll("pieces") List<Integer> pieces,
            @ForAll("holds") Hold hold,
            @ForAll @IntRange(min = 0, max = 7) int scored) {
        LaneTest.Seen whole = seen(guards, text, List.of(text.length()), hold, scored);
        LaneTest.Seen ones = seen(guards, text, Collections.nCopies(text.length(), 1), hold, scored);
        LaneTest.Seen some = seen(guards, text, pieces, hold, scored);
        assertThat(ones.withoutSteps()).isEqualTo(whole.withoutSteps());
        assertThat(some.withoutSteps()).isEqualTo(whole.withoutSteps());
    }

    /** Compared with adding up character by character, and never more is seen than up to where that stops. */
    @Property(shrinking = ShrinkingMode.OFF)
    void theFindingThatReachesTheLimitStopsAtItsOwnStart(
            @ForAll("scripts") List<Guard> guards,
            @ForAll("letters") String text,
            @ForAll("pieces") List<Integer> pieces,
            @ForAll @IntRange(min = 0, max = 7) int scored) {
        OptionalInt stop = stop(guards, text, scored);
        LaneTest.Seen seen = seen(guards, text, pieces, Hold.MINIMAL, scored);
        assertThat(seen.stopped()).isEqualTo(stop.isPresent());
        boolean hides = seen.found().stream().anyMatch(finding -> LaneTest.effect(finding) == Lane.Effect.HIDE);
        if (!hides) {
            assertThat(text.substring(0, stop.orElse(text.length()))).startsWith(seen.visible());
            seen.steps().forEach(step -> assertThat(seen.visible()).startsWith(step));
        }
    }

    private static OptionalInt stop(List<Guard> guards, String text, int scored) {
        List<Guard.Watch> watches =
                guards.stream().map(guard -> guard.watch(Side.ANSWER)).toList();
        Set<String> counted = new HashSet<>();
        int sum = scored;
        for (int i = 0; i <= text.length(); i++) {
            List<Finding> now = new ArrayList<>();
            for (Guard.Watch watch : watches) {
                if (i < text.length()) {
                    watch.read(text.substring(i, i + 1), now::add);
                } else {
                    watch.end(now::add);
                }
            }
            OptionalInt first = OptionalInt.empty();
            for (Finding finding : now) {
                boolean news = points(finding.rule()) > 0 && counted.add(finding.rule());
                sum += news ? points(finding.rule()) : 0;
                if ((news && sum >= LIMIT) || LaneTest.effect(finding) == Lane.Effect.STOP) {
                    first = OptionalInt.of(Math.min(
                            first.orElse(Integer.MAX_VALUE), finding.span().start()));
                }
            }
            if (first.isPresent()) {
                return first;
            }
        }
        return OptionalInt.empty();
    }

    private static LaneTest.Seen seen(List<Guard> guards, String text, List<Integer> pieces, Hold hold, int scored) {
        return LaneTest.Seen.of(LaneTest.lane(guards, JUDGE, before(scored), hold), text, pieces);
    }

    @Test
    void whatAnotherLaneScoredCounts() {
        Score score = before(0);
        Lane first = LaneTest.lane(guard("score-4-a", 1), JUDGE, score, Hold.MINIMAL);
        Lane second = LaneTest.lane(guard("score-5-a", 3), JUDGE, score, Hold.MINIMAL);
        assertThat(first.push("abcdef")).isEqualTo("abcdef");
        assertThat(first.stopped()).isFalse();
        assertThat(second.push("abcdef")).isEqualTo("abc");
        assertThat(second.stopped()).isTrue();
    }

    @Test
    void aRuleCountsOnceHoweverOftenItIsFound() {
        List<Guard> guards = List.of(new ScriptedGuard(List.of(
                new ScriptedGuard.Sight("score-5-a", 0, 1, 1),
                new ScriptedGuard.Sight("score-5-a", 2, 3, 3),
                new ScriptedGuard.Sight("score-3-a", 4, 5, 5))));
        Lane lane = LaneTest.lane(guards, JUDGE, before(0), Hold.MINIMAL);
        assertThat(lane.push("abcdef")).isEqualTo("abcd");
        assertThat(lane.found()).extracting(Finding::rule).containsExactly("score-5-a", "score-5-a", "score-3-a");
    }

    private static List<Guard> guard(String rule, int start) {
        return List.of(new ScriptedGuard(List.of(new ScriptedGuard.Sight(rule, start, start + 1, start + 1))));
    }
}
