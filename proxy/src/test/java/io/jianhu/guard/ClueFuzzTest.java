package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules, a text and its cuts made of any bytes: the guards find what the oracle finds, however the text is cut. */
class ClueFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        Bytes source = new Bytes(bytes);
        List<Clue> clues = new ArrayList<>();
        for (int i = source.next(3); i >= 0; i--) {
            Clue clue = new Clue("JH-" + i, Severity.HIGH, condition(source, 2), Set.of());
            if (Guards.problem(clue).isEmpty()) {
                clues.add(clue);
            }
        }
        List<Integer> pieces = new ArrayList<>();
        for (int i = source.next(8); i > 0; i--) {
            pieces.add(source.next(9));
        }
        String text = source.rest();
        List<Guard> guards = Guards.compile(clues);
        Set<String> found = guards.stream()
                .flatMap(guard -> GuardContract.findings(guard, Side.ANSWER, text).stream())
                .map(Object::toString)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected = new Oracle(text)
                .findings(clues).stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).as("%s in %s", clues, text).isEqualTo(expected);
        guards.forEach(guard -> GuardContract.keeps(guard, text, pieces));
    }

    private static Condition condition(Bytes source, int depth) {
        int kind = source.next(depth == 0 ? 8 : 11);
        return switch (kind) {
            case 0 -> new Matcher.Phrase(source.word());
            case 1 -> new Matcher.Phrase(source.word() + "…" + source.word());
            case 2 -> new Matcher.Near(List.of(source.word(), source.word()), source.next(5), source.next(2) == 0);
            case 3 -> new Matcher.Expression(source.expression());
            case 4 -> new Matcher.Length(1 + source.next(20));
            case 5 -> new Matcher.Similar(List.of(source.word() + source.word()), (1 + source.next(10)) / 10.0);
            case 6 -> new Matcher.Encoding(Set.of(source.form()));
            case 7 -> new Matcher.Found(new RandomClues.Blocks(Bytes.LETTERS.charAt(source.next(4)), 3), 3);
            case 8 -> new Condition.Any(conditions(source, depth));
            default -> new Condition.All(conditions(source, depth), unless(source));
        };
    }

    private static List<Condition> conditions(Bytes source, int depth) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = source.next(3); i >= 0; i--) {
            conditions.add(condition(source, depth - 1));
        }
        if (source.next(3) == 0) {
            conditions.add(new Matcher.Context(List.of(source.word()), source.next(5)));
        }
        return conditions;
    }

    private static List<Condition> unless(Bytes source) {
        List<Condition> unless = new ArrayList<>();
        for (int i = source.next(3); i > 0; i--) {
            unless.add(
                    source.next(3) == 0
                            ? new Matcher.Context(List.of(source.word()), source.next(5))
                            : condition(source, 0));
        }
        return unless;
    }

    /** Numbers, words and expressions of few letters, made of bytes; zero once there are no more. */
    private static final class Bytes {

        static final String LETTERS = "我批准ab。";
        private static final List<String> PLACES = List.of("我", "[ab]", ".", "[^批]", "准?", "a{1,3}", "(b|我批){0,2}");
        private static final String TEXT = "我批准ab。我批准ab\n 準Ａ\u200B*-%E4\uD83D\uDE00㈱;1";

        private static final List<Matcher.Encoding.Form> FORMS = List.of(Matcher.Encoding.Form.values());

        private final byte[] bytes;
        private int at;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        int next(int below) {
            return at < bytes.length ? (bytes[at++] & 0xFF) % below : 0;
        }

        String word() {
            StringBuilder word = new StringBuilder();
            for (int i = next(3); i >= 0; i--) {
                word.append(LETTERS.charAt(next(LETTERS.length() - 1)));
            }
            return word.toString();
        }

        Matcher.Encoding.Form form() {
            return FORMS.get(next(FORMS.size()));
        }

        String expression() {
            StringBuilder expression = new StringBuilder();
            for (int i = next(4); i >= 0; i--) {
                expression.append(PLACES.get(next(PLACES.size())));
            }
            return expression.toString();
        }

        String rest() {
            StringBuilder text = new StringBuilder();
            while (at < bytes.length && text.length() < 300) {
                text.append(TEXT.charAt(next(TEXT.length())));
            }
            return text.toString();
        }
    }
}
