package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.text.Span;
import io.jianhu.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rules that are meant to hurt keep the state and the work for each character within what they say. */
class HostileRulesTest {

    private static final String BOMB = "(a{0,20}b{0,20}){1,12}c";

    @Provide
    Arbitrary<List<Clue>> clues() {
        return RandomClues.clues();
    }

    @Provide
    Arbitrary<String> texts() {
        return RandomClues.texts();
    }

    /** With no automaton at all, or one that runs out in the middle, nothing else is found and nothing else is held. */
    @Property(tries = 500)
    void findsTheSameHoweverManyStatesAreAffordable(
            @ForAll("clues") List<Clue> clues, @ForAll("texts") String text, @ForAll("budgets") int budget) {
        for (boolean written : new boolean[] {false, true}) {
            Part part = new Part(Spelling.PLAIN, written);
            Planner.plan(clues, part).ifPresent(rich -> {
                Plan poor = Planner.plan(clues, part, budget).orElseThrow();
                assertThat(trace(new ClueGuard(poor), text)).isEqualTo(trace(new ClueGuard(rich), text));
            });
        }
    }

    @Provide
    Arbitrary<Integer> budgets() {
        return Arbitraries.integers().between(0, 200);
    }

    private static List<Object> trace(Guard guard, String text) {
        List<Object> trace = new ArrayList<>();
        Guard.Watch watch = guard.watch(Side.ANSWER);
        for (int i = 0; i < text.length(); i++) {
            trace.add(watch.read(text.substring(i, i + 1), trace::add));
        }
        watch.end(trace::add);
        return trace;
    }

    @Example
    void followsNoMoreBeginningsThanAnExpressionIsWide() {
        for (int transitions : new int[] {0, 10_000, 1 << 20}) {
            Expression bomb = Expression.of(BOMB, new Automaton.Budget(transitions));
            Openings openings = new Openings(bomb);
            Random random = new Random(7);
            for (int at = 0; at < 5_000; at++) {
                openings.step("ab".charAt(random.nextInt(20) / 19), at);
                assertThat(openings.size()).isLessThanOrEqualTo(bomb.width());
            }
        }
    }

    @Example
    void remembersNoMoreThanItsBudget() {
        Automaton.Budget budget = new Automaton.Budget(1_000);
        int granted = 0;
        while (budget.take(10)) {
            granted++;
        }
        assertThat(granted).isEqualTo(100);
        assertThat(budget.take(1)).isFalse();
    }

    @Example
    void findsWhatABombLooksFor() {
        List<Clue> bombs = IntStream.range(0, 50)
                .mapToObj(i -> clue(i, new Matcher.Expression(BOMB)))
                .toList();
        List<Finding> found = found(bombs, "a".repeat(300) + "b" + "a".repeat(30) + "c");
        assertThat(found).hasSize(50).extracting(Finding::span).allMatch(span -> span.end() == 332);
    }

    @Example
    void sharesWhatGappedPhrasesBeginWith() {
        Vocabulary vocabulary = new Vocabulary(Spelling.PLAIN);
        for (int i = 0; i < 5_000; i++) {
            vocabulary.add(new Matcher.Phrase("的…" + Character.toString(0x5000 + i)), new Use.Report(i));
        }
        Vocabulary.Meaning meaning = vocabulary.meanings()[0];
        Trails trails = new Trails();
        Recent recent = new Recent(vocabulary.reach());
        for (int i = 0; i < 1_000; i++) {
            recent.add('的', i, i + 1);
            trails.word(0, i, meaning.beginning(), meaning.following(), recent);
            assertThat(trails.size()).isLessThanOrEqualTo(Phrases.WIDEST_GAP + 3);
        }
    }

    @Example
    void remembersGappedPhrasesOfOneCharacterByTheirWindow() {
        Vocabulary vocabulary = new Vocabulary(Spelling.PLAIN);
        vocabulary.add(new Matcher.Phrase("的" + "…的".repeat(20)), new Use.Report(0));
        Vocabulary.Meaning meaning = vocabulary.meanings()[0];
        Trails trails = new Trails();
        Recent recent = new Recent(vocabulary.reach());
        for (int i = 0; i < 1_000; i++) {
            recent.add('的', i, i + 1);
            trails.word(0, i, meaning.beginning(), meaning.following(), recent);
            assertThat(trails.size()).isLessThanOrEqualTo(20 * (Phrases.WIDEST_GAP + 2));
        }
    }

    @Example
    void findsTheLongestPhraseAndFarWords() {
        String longest = "我批".repeat(249) + "准了";
        assertThat(found(List.of(clue(0, new Matcher.Phrase(longest))), "我批" + longest))
                .extracting(Finding::span)
                .containsExactly(new Span(2, 502));
        Matcher far = new Matcher.Near(List.of("甲", "乙"), 498, false);
        assertThat(found(List.of(clue(0, far)), "乙" + "一二".repeat(249) + "甲")).hasSize(1);
        assertThat(found(List.of(clue(0, far)), "乙" + "一二".repeat(249) + "三甲")).isEmpty();
    }

    @Example
    void looksForThousandsOfRulesAtOnce() {
        List<Clue> clues = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String word = Character.toString(0x4E00 + i) + Character.toString(0x4E00 + (7 * i + 1) % 5_000);
            clues.add(clue(
                    i,
                    new Condition.All(
                            List.of(new Condition.Any(List.of(
                                    new Matcher.Phrase(word + "…完"), new Matcher.Expression(word + "[0-9]{1,9}号")))),
                            List.of(new Matcher.Phrase("不")))));
        }
        String word = Character.toString(0x4E00 + 9) + Character.toString(0x4E00 + 64);
        assertThat(found(clues, word + "12号，办完。" + word + "不完。"))
                .hasSize(2)
                .extracting(Finding::rule)
                .containsOnly("JH-9");
    }

    private static Clue clue(int number, Condition condition) {
        Clue clue = new Clue("JH-" + number, Severity.HIGH, condition, Set.of());
        assertThat(Guards.problem(clue)).isEmpty();
        return clue;
    }

    private static List<Finding> found(List<Clue> clues, String text) {
        return Guards.compile(clues).stream()
                .flatMap(guard -> GuardContract.findings(guard, Side.ANSWER, text).stream())
                .toList();
    }
}
