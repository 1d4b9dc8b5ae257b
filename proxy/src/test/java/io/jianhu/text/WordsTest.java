package io.jianhu.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Property
    void findsWhatTheOracleFinds(@ForAll("words") Set<String> words, @ForAll("texts") String text) {
        agree(List.copyOf(words), text);
    }

    /** Searches beyond what the properties draw when run by the fuzzer; otherwise repeats what it once found. */
    @FuzzTest(maxDuration = "10s")
    void agreesWithTheOracle(FuzzedDataProvider data) {
        Set<String> words = new TreeSet<>();
        for (int count = data.consumeInt(1, 8); count > 0; count--) {
            words.add(data.consumeString(5));
        }
        words.remove("");
        agree(List.copyOf(words), data.consumeRemainingAsString());
    }

    @Test
    void findsNothingWithoutWords() {
        agree(List.of(), "我批准");
    }

    @Test
    void buildsAndFindsTenThousandWords() {
        Random random = new Random(7);
        Set<String> words = new TreeSet<>();
        while (words.size() < 10_000) {
            words.add(random.ints(2 + random.nextInt(5), 0x4E00, 0x4E00 + 2500)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        List<String> list = List.copyOf(words);
        Words automaton = Words.of(list);
        for (int i = 0; i < list.size(); i++) {
            int state = Words.START;
            for (char character : list.get(i).toCharArray()) {
                state = automaton.step(state, character);
            }
            assertThat(automaton.word(automaton.hit(state))).isEqualTo(i);
        }
        agree(list, String.join("", list.subList(0, 10)));
    }

    private static void agree(List<String> words, String text) {
        Words automaton = Words.of(words);
        List<String> found = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        int state = Words.START;
        for (int end = 1; end <= text.length(); end++) {
            state = automaton.step(state, text.charAt(end - 1));
            for (int hit = automaton.hit(state); hit != Words.NONE; hit = automaton.nextHit(hit)) {
                found.add((end - automaton.length(hit)) + "-" + end + " " + automaton.word(hit));
            }
            int open = 0;
            for (int start = 0; start < end; start++) {
                String read = text.substring(start, end);
                int word = words.indexOf(read);
                if (word >= 0) {
                    expected.add(start + "-" + end + " " + word);
                }
                if (open == 0 && words.stream().anyMatch(one -> one.startsWith(read) && one.length() > read.length())) {
                    open = end - start;
                }
            }
            assertThat(automaton.open(state)).as("open after %d", end).isEqualTo(open);
        }
        assertThat(found).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Set<String>> words() {
        return Arbitraries.strings()
                .withChars("ab我\uD83D\uDE00")
                .ofMinLength(1)
                .ofMaxLength(5)
                .set()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab我\uD83D\uDE00c").ofMaxLength(60);
    }
}
