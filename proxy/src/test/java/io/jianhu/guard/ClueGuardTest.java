package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Span;
import io.jianhu.text.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Guards of random clues keep the contract, find what the oracle finds, and hold back no more than they say. */
class ClueGuardTest extends GuardContract {

    @Provide
    @Override
    protected Arbitrary<Guard> guards() {
        return RandomClues.clues().flatMap(clues -> Arbitraries.of(Guards.compile(clues)));
    }

    @Provide
    @Override
    protected Arbitrary<String> texts() {
        return RandomClues.texts();
    }

    @Provide
    Arbitrary<List<Clue>> clues() {
        return RandomClues.clues();
    }

    @Property(tries = 2000)
    void findsWhatTheOracleFinds(@ForAll("clues") List<Clue> clues, @ForAll("texts") String text) {
        Set<String> found = Guards.compile(clues).stream()
                .flatMap(guard -> GuardContract.findings(guard, Side.ANSWER, text).stream())
                .map(ClueGuardTest::written)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new Oracle(text)
                .findings(clues).stream().map(ClueGuardTest::written).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).as("%s in %s", clues, text).isEqualTo(expected);
    }

    @Property
    void holdsBackNoMoreThanItSays(@ForAll("clues") List<Clue> clues, @ForAll("plain") String text) {
        clues.forEach(clue -> holdsBack(List.of(clue), text));
        holdsBack(clues, text);
    }

    private static void holdsBack(List<Clue> clues, String text) {
        int most = clues.stream().mapToInt(Guards::holdBack).max().orElseThrow();
        for (Guard guard : Guards.compile(clues)) {
            Guard.Watch watch = guard.watch(Side.ANSWER);
            Normaliser normaliser = new Normaliser((codePoint, start, end) -> {});
            for (int i = 0; i < text.length(); i++) {
                String next = text.substring(i, i + 1);
                normaliser.read(next);
                assertThat(normaliser.waiting(Spelling.PLAIN) - watch.read(next, finding -> {}))
                        .as("held after %d of %s by %s", i + 1, text, clues)
                        .isLessThanOrEqualTo(most);
            }
        }
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                3,
                                Arbitraries.strings()
                                        .withChars(RandomClues.LETTERS + "。")
                                        .ofMaxLength(80)),
                        Tuple.of(1, Arbitraries.strings().withChars("我b").ofMaxLength(420)))
                .map(Normaliser::normalise);
    }

    private static String written(Finding finding) {
        Span span = finding.span();
        return finding.rule() + " " + span.start() + "-" + span.end();
    }
}
