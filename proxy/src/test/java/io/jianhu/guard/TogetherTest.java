package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Guards that read together keep the contract, and at every character say what they say apart. */
class TogetherTest extends GuardContract {

    @Provide
    @Override
    protected Arbitrary<Guard> guards() {
        return apart().map(TogetherTest::together);
    }

    @Provide
    @Override
    protected Arbitrary<String> texts() {
        return RandomClues.texts();
    }

    /** Those of two lists of clues, as rules and a vast list are. */
    @Provide
    Arbitrary<List<Guard>> apart() {
        return Combinators.combine(RandomClues.clues(), RandomClues.clues()).as((some, others) -> {
            List<Guard> guards = new ArrayList<>(Guards.compile(some));
            guards.addAll(Guards.compile(others));
            return guards;
        });
    }

    private static Guard together(List<Guard> guards) {
        List<Guard> together = Guards.together(guards);
        assertThat(together).hasSize(1);
        return together.getFirst();
    }

    @Property(tries = 2000)
    void saysWhatAllSayApart(@ForAll("apart") List<Guard> guards, @ForAll("texts") String text) {
        Guard.Watch together = together(guards).watch(Side.ANSWER);
        List<Guard.Watch> apart =
                guards.stream().map(guard -> guard.watch(Side.ANSWER)).toList();
        List<Finding> found = new ArrayList<>();
        List<Finding> expected = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            String next = text.substring(i, i + 1);
            int settled = apart.stream()
                    .mapToInt(watch -> watch.read(next, expected::add))
                    .min()
                    .orElseThrow();
            assertThat(together.read(next, found::add))
                    .as("settled after %d of %s", i + 1, text)
                    .isEqualTo(settled);
            assertThat(found).as("found after %d of %s", i + 1, text).containsExactlyInAnyOrderElementsOf(expected);
        }
        together.end(found::add);
        apart.forEach(watch -> watch.end(expected::add));
        assertThat(found).as("found in %s", text).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whatCannotReadWithOthersReadsAlone() {
        Guard alone = side -> {
            throw new UnsupportedOperationException();
        };
        List<Guard> one =
                Guards.compile(List.of(new Clue("JH-1", Severity.LOW, List.of(new Matcher.Phrase("一二三")), List.of())));

        List<Guard> together = Guards.together(List.of(alone, one.getFirst()));

        assertThat(together).hasSize(2);
        assertThat(together.getFirst().mayFind("JH-1")).isTrue();
        assertThat(together.getFirst().mayFind("JH-2")).isFalse();
        assertThat(together.getLast()).isSameAs(alone);
        assertThat(Guards.together(together)).isEqualTo(together);
        assertThat(Guards.together(List.of())).isEmpty();
    }
}
