package io.jianhu.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
        agreeOnEach(list);
        agree(list, String.join("", list.subList(0, 10)));
    }

    @Property
    void theStateIsAllThatAReadingNeeds(
            @ForAll("words") Set<String> words, @ForAll("texts") String before, @ForAll("texts") String after) {
        List<String> list = List.copyOf(words);
        Words first = Words.of(list);
        Words second = Words.of(list);
        int whole = state(first, Words.START, before + after);
        assertThat(state(second, state(first, Words.START, before), after)).isEqualTo(whole);
    }

    @Test
    void takesTheLongestOfThoseThatBeginFirst() {
        Words words = Words.of(List.of("他说", "说的", "的确", "的确良", "确"));
        assertThat(longest(words, "他说的确良好的确")).containsExactly("0-2 0", "2-5 3", "6-8 2");
        assertThat(longest(words, "说的确")).containsExactly("0-2 1", "2-3 4");
        assertThat(longest(words, "")).isEmpty();
        assertThat(longest(Words.of(List.of("a", "aaaab")), "aaaa"))
                .containsExactly("0-1 0", "1-2 0", "2-3 0", "3-4 0");
    }

    @Test
    void refusesWhatIsNoSetOfWords() {
        assertThatThrownBy(() -> Words.of(List.of("甲", "乙", "甲")))
                .hasMessage("words: one is there twice (expected: all different)");
        assertThatThrownBy(() -> Words.of(List.of("甲", "")))
                .hasMessage("words: an empty one (expected: at least one character)");
        List<String> all = IntStream.range(0, 0x10000)
                .mapToObj(character -> String.valueOf((char) character))
                .toList();
        assertThatThrownBy(() -> Words.of(all)).hasMessageContaining("65536 different characters");
        agreeOnEach(all.subList(1, all.size()));
    }

    @Test
    void hostileListsStaySmall() {
        String deep = "深".repeat(10_000);
        agreeOnEach(List.of(deep, deep + "渊", deep.substring(0, 9_999) + "渊"));
        String prefix = "共同的前缀".repeat(20);
        List<String> alike = IntStream.range(0, 20_000)
                .mapToObj(i -> prefix + (char) (0x4E00 + i % 200) + (char) (0x4E00 + i / 200))
                .toList();
        agreeOnEach(alike);
        List<String> nested =
                IntStream.rangeClosed(1, 500).mapToObj("a"::repeat).toList();
        agreeOnEach(nested);
        assertThat(longest(Words.of(nested), "a".repeat(1100)))
                .containsExactly("0-500 499", "500-1000 499", "1000-1100 99");
    }

    /** States with many children, far apart, and the single ones that come after them share the cells. */
    @Test
    void layingOutWastesLittle() {
        Cells cells = new Cells(4000, 10);
        Random random = new Random(3);
        int states = 1;
        for (int i = 0; i < 1000; i++) {
            int[] codes = random.ints(30, 1, 4001).distinct().sorted().toArray();
            cells.add(5000 + i, codes, codes.length);
            states += codes.length;
        }
        for (int i = 0; i < 60_000; i++) {
            cells.add(10_000 + i, new int[] {1 + random.nextInt(4000)}, 1);
            states++;
        }
        assertThat(cells.trimmed().length / Words.WIDTH - 4000).isLessThan(states * 5 / 4);
    }

    private static int state(Words words, int from, String text) {
        int state = from;
        for (int i = 0; i < text.length(); i++) {
            state = words.step(state, text.charAt(i));
        }
        return state;
    }

    private static List<String> longest(Words words, String text) {
        List<String> found = new ArrayList<>();
        words.longest(text, (word, start, end) -> found.add(start + "-" + end + " " + word));
        return found;
    }

    private static void agreeOnEach(List<String> words) {
        Words automaton = Words.of(words);
        for (int i = 0; i < words.size(); i++) {
            int hit = automaton.hit(state(automaton, Words.START, words.get(i)));
            assertThat(automaton.word(hit)).isEqualTo(i);
            assertThat(automaton.length(hit)).isEqualTo(words.get(i).length());
        }
    }

    private static void agree(List<String> words, String text) {
        Words automaton = Words.of(words);
        agreeOnLongest(words, automaton, text);
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
        assertThat(automaton.occursIn(text)).isEqualTo(!expected.isEmpty());
    }

    private static void agreeOnLongest(List<String> words, Words automaton, String text) {
        List<String> expected = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int from = start;
            String best = words.stream()
                    .filter(word -> text.startsWith(word, from))
                    .max(Comparator.comparingInt(String::length))
                    .orElse("");
            if (!best.isEmpty()) {
                expected.add(from + "-" + (from + best.length()) + " " + words.indexOf(best));
            }
            start += Math.max(best.length(), 1);
        }
        assertThat(longest(automaton, text)).isEqualTo(expected);
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
