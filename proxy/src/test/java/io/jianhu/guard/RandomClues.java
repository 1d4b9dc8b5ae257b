package io.jianhu.guard;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.text.Span;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random conditions over few letters, so that they collide, and texts of the same letters. */
final class RandomClues {

    static final String LETTERS = "我批准ab";

    private RandomClues() {}

    static Arbitrary<List<Clue>> clues() {
        Arbitrary<Clue> plain = Combinators.combine(
                        matchers().list().ofMinSize(1).ofMaxSize(3),
                        matchers().list().ofMaxSize(2))
                .as((any, unless) -> new Clue("", Severity.HIGH, any, unless));
        Arbitrary<Clue> nested = conditions(2).map(condition -> new Clue("", Severity.HIGH, condition, Set.of()));
        return Arbitraries.oneOf(plain, nested)
                .filter(clue -> Guards.problem(clue).isEmpty())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(RandomClues::numbered);
    }

    private static List<Clue> numbered(List<Clue> clues) {
        return IntStream.range(0, clues.size())
                .mapToObj(i -> new Clue("JH-" + i, Severity.HIGH, clues.get(i).condition(), Set.of()))
                .toList();
    }

    private static Arbitrary<Condition> conditions(int depth) {
        Arbitrary<Condition> leaf = Arbitraries.frequencyOf(
                Tuple.of(3, matchers().map(Condition.class::cast)),
                Tuple.of(1, written().map(Condition.class::cast)));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Condition> inner = conditions(depth - 1);
        Arbitrary<Condition> context = contexts().map(Condition.class::cast);
        Arbitrary<Condition> any = inner.list().ofMinSize(1).ofMaxSize(3).map(Condition.Any::new);
        Arbitrary<Condition> taking = Arbitraries.oneOf(
                leaf,
                context,
                Arbitraries.oneOf(leaf, context)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(Condition.Any::new));
        Arbitrary<Condition> all = Combinators.combine(
                        inner.list().ofMinSize(1).ofMaxSize(3),
                        context.list().ofMaxSize(1),
                        taking.list().ofMaxSize(2))
                .as((of, near, unless) -> new Condition.All(
                        java.util.stream.Stream.concat(of.stream(), near.stream())
                                .toList(),
                        unless));
        return Arbitraries.frequencyOf(Tuple.of(1, inner), Tuple.of(1, any), Tuple.of(3, all));
    }

    private static Arbitrary<Matcher> matchers() {
        return Arbitraries.frequencyOf(
                        Tuple.of(3, phrases()),
                        Tuple.of(2, lists()),
                        Tuple.of(3, expressions()),
                        Tuple.of(2, nears()),
                        Tuple.of(1, similar()))
                .filter(matcher -> Guards.problem(matcher).isEmpty());
    }

    private static Arbitrary<Matcher> written() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 30).map(Matcher.Length::new),
                Arbitraries.of(true, false).map(holds -> new Matcher.Judge("?", holds)),
                Arbitraries.of(Matcher.Encoding.Form.values())
                        .set()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(Matcher.Encoding::new),
                Combinators.combine(
                                Arbitraries.of('我', 'b', '。'),
                                Arbitraries.integers().between(1, 6))
                        .as((letter, length) -> new Matcher.Found(new Blocks(letter, length), length)));
    }

    static Arbitrary<String> pieces() {
        return Arbitraries.strings().withChars(LETTERS).ofMinLength(1).ofMaxLength(3);
    }

    private static Arbitrary<Matcher> phrases() {
        return written(3).map(Matcher.Phrase::new);
    }

    private static Arbitrary<Matcher> lists() {
        return written(2).list().ofMinSize(1).ofMaxSize(4).map(words -> new Matcher.Listed(WordBase.of(words)));
    }

    /** Phrases of at most so many pieces. */
    private static Arbitrary<String> written(int most) {
        return pieces().list().ofMinSize(1).ofMaxSize(most).map(pieces -> String.join("…", pieces));
    }

    private static Arbitrary<Matcher> nears() {
        return Combinators.combine(
                        pieces().list().ofMinSize(2).ofMaxSize(3),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false))
                .as(Matcher.Near::new);
    }

    private static Arbitrary<Matcher.Context> contexts() {
        return Combinators.combine(
                        pieces().list().ofMinSize(1).ofMaxSize(2),
                        Arbitraries.integers().between(0, 6))
                .as(Matcher.Context::new);
    }

    private static Arbitrary<Matcher> similar() {
        return Combinators.combine(
                        Arbitraries.strings()
                                .withChars(LETTERS)
                                .ofMinLength(2)
                                .ofMaxLength(8)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(2),
                        Arbitraries.of(0.2, 0.5, 0.8, 1.0))
                .as(Matcher.Similar::new);
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

    /** Finds a letter and those after it, up to a length, certain when the next letter has come. */
    record Blocks(char letter, int length) implements Guard {

        @Override
        public Watch watch(io.jianhu.chat.Side side) {
            return new Watch() {
                private int position;
                private int start = -1;

                @Override
                public int read(CharSequence text, Consumer<Finding> report) {
                    for (int i = 0; i < text.length(); i++) {
                        if (start >= 0 && position - start == length) {
                            tell(report);
                        }
                        if (start < 0 && text.charAt(i) == letter) {
                            start = position;
                        }
                        position++;
                    }
                    return start < 0 ? position : start;
                }

                private void tell(Consumer<Finding> report) {
                    report.accept(new Finding("other", side, new Span(start, position), Severity.LOW));
                    start = -1;
                }

                @Override
                public void end(Consumer<Finding> report) {
                    if (start >= 0) {
                        tell(report);
                    }
                }
            };
        }
    }

    static Arbitrary<String> texts() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.strings().withChars(LETTERS + "。\n").ofMaxLength(60)),
                Tuple.of(
                        2,
                        Arbitraries.strings()
                                .withChars(LETTERS + "；Ａ \u200B-*準㈱\uFDFA\uD835\uDC00\uD83D\uDE00")
                                .ofMaxLength(60)),
                Tuple.of(1, Arbitraries.strings().withChars("我b").ofMaxLength(420)),
                Tuple.of(1, encoded()),
                Tuple.of(
                        2,
                        Combinators.combine(
                                        Arbitraries.strings().withChars(LETTERS).ofMaxLength(8),
                                        Arbitraries.integers().between(17, 22))
                                .as((word, gap) -> word + "天".repeat(gap) + word + "天".repeat(gap) + word)));
    }

    /** Texts with rows of signs of encodings, some of them long enough. */
    static Arbitrary<String> encoded() {
        Arbitrary<String> row = Arbitraries.oneOf(
                Arbitraries.strings().withChars("Ab3+").ofMaxLength(50),
                Arbitraries.of("aaaaaaaaaa", "Ab3", "b3A", "3+")
                        .list()
                        .ofMaxSize(25)
                        .map(RandomClues::joined),
                Arbitraries.of("e4", "bd", "a0", "7", " ", "4 ", "f")
                        .list()
                        .ofMaxSize(40)
                        .map(RandomClues::joined),
                Arbitraries.of("%E4", "%bd", "%A0", "%", "%4")
                        .list()
                        .ofMaxSize(14)
                        .map(RandomClues::joined),
                Arbitraries.of("\\u6211", "\\xE4", "&#25209;", "&#x6279;", "&", "\\", "&#1", ";")
                        .list()
                        .ofMaxSize(14)
                        .map(RandomClues::joined),
                Arbitraries.of(".-", "-...", "·—", "...", "---", " ", " ", "/")
                        .list()
                        .ofMaxSize(30)
                        .map(RandomClues::joined),
                Arbitraries.of("01100001", "11100110", "00000000", "1", " ")
                        .list()
                        .ofMaxSize(14)
                        .map(RandomClues::joined));
        return row.list().ofMaxSize(3).map(rows -> String.join("我批", rows));
    }

    private static String joined(List<String> parts) {
        return String.join("", parts);
    }
}
