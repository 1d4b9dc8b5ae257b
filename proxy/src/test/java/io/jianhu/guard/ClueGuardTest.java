package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Span;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Guards of random clues keep the contract, find what the oracle finds, and hold back no more than they say. */
class ClueGuardTest extends GuardContract {

    private static final String LETTERS = "我批准ab";

    @Provide
    @Override
    protected Arbitrary<Guard> guards() {
        return clues().map(ClueGuard::new);
    }

    @Provide
    @Override
    protected Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.strings().withChars(LETTERS + "。\n").ofMaxLength(60)),
                Tuple.of(
                        2,
                        Arbitraries.strings()
                                .withChars(LETTERS + "；Ａ \u200B-*㈱\uD835\uDC00\uD83D\uDE00")
                                .ofMaxLength(60)),
                Tuple.of(1, Arbitraries.strings().withChars("我b").ofMaxLength(420)),
                Tuple.of(
                        2,
                        Combinators.combine(
                                        Arbitraries.strings().withChars(LETTERS).ofMaxLength(8),
                                        Arbitraries.integers().between(17, 22))
                                .as((word, gap) -> word + "天".repeat(gap) + word + "天".repeat(gap) + word)));
    }

    @Property
    void findsWhatTheOracleFinds(@ForAll("clues") List<Clue> clues, @ForAll("texts") String text) {
        Guard guard = new ClueGuard(clues);
        Set<String> found = GuardContract.findings(guard, Side.ANSWER, text).stream()
                .map(ClueGuardTest::written)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new Oracle(text)
                .findings(clues).stream().map(ClueGuardTest::written).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).as("%s in %s", clues, text).isEqualTo(expected);
    }

    @Property
    void holdsBackNoMoreThanItSays(@ForAll("clues") List<Clue> clues, @ForAll("plain") String text) {
        int most = clues.stream().mapToInt(Guards::holdBack).max().orElseThrow();
        int words = clues.stream()
                .flatMap(clue -> clue.unless().stream())
                .mapToInt(Guards::holdBack)
                .max()
                .orElse(0);
        Guard.Watch watch = new ClueGuard(clues).watch(Side.ANSWER);
        Normaliser normaliser = new Normaliser((codePoint, start, end) -> {});
        for (int i = 0; i < text.length(); i++) {
            normaliser.read(text.substring(i, i + 1));
            assertThat(normaliser.waiting() - watch.read(text.substring(i, i + 1), finding -> {}))
                    .as("held after %d of %s by %s", i + 1, text, clues)
                    .isLessThanOrEqualTo(Math.max(most, words));
        }
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.frequencyOf(
                        Tuple.of(
                                3,
                                Arbitraries.strings().withChars(LETTERS + "。").ofMaxLength(80)),
                        Tuple.of(1, Arbitraries.strings().withChars("我b").ofMaxLength(420)))
                .map(Normaliser::normalise);
    }

    @Provide
    Arbitrary<List<Clue>> clues() {
        Arbitrary<Clue> clue = Combinators.combine(
                        matchers().list().ofMinSize(1).ofMaxSize(3),
                        matchers().list().ofMaxSize(2),
                        Arbitraries.integers().between(1, 9))
                .as((any, unless, number) -> new Clue("JH-" + number, Severity.HIGH, any, unless));
        return clue.list().ofMinSize(1).ofMaxSize(4).map(ClueGuardTest::numbered);
    }

    private static List<Clue> numbered(List<Clue> clues) {
        return IntStream.range(0, clues.size())
                .mapToObj(i -> new Clue(
                        "JH-" + i,
                        clues.get(i).severity(),
                        clues.get(i).any(),
                        clues.get(i).unless()))
                .toList();
    }

    private static Arbitrary<Matcher> matchers() {
        return Arbitraries.oneOf(phrases(), expressions())
                .filter(matcher -> Guards.problem(matcher).isEmpty());
    }

    private static Arbitrary<Matcher> phrases() {
        Arbitrary<String> piece =
                Arbitraries.strings().withChars(LETTERS).ofMinLength(1).ofMaxLength(3);
        return piece.list().ofMinSize(1).ofMaxSize(3).map(pieces -> new Matcher.Phrase(String.join("…", pieces)));
    }

    private static Arbitrary<Matcher> expressions() {
        Arbitrary<String> letter = Arbitraries.of(
                "我", "批", "A", "b", "[ab]", "[^我]", ".", "[我-准]", "。", "\\s", "\\p{Han}", "\uD83D\uDE00", "Ａ");
        Arbitrary<String> leaf = Combinators.combine(letter, repetitions()).as(String::concat);
        Arbitrary<String> sequence = leaf.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("", parts));
        Arbitrary<String> group = Combinators.combine(
                        sequence.list().ofMinSize(1).ofMaxSize(2), repetitions())
                .as((ways, times) -> "(" + String.join("|", ways) + ")" + times);
        return Combinators.combine(Arbitraries.oneOf(sequence, group), Arbitraries.oneOf(sequence, group))
                .as((left, right) -> new Matcher.Expression(left + right));
    }

    private static Arbitrary<String> repetitions() {
        return Arbitraries.of("", "", "", "?", "??", "{2}", "{0,3}", "{1,2}?", "{1,4}");
    }

    private static String written(Finding finding) {
        Span span = finding.span();
        return finding.rule() + " " + span.start() + "-" + span.end();
    }
}
