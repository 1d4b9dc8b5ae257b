package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Condition;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Guards;
import io.jianhu.guard.Matcher;
import io.jianhu.release.PolicyFolder;
import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Spelling;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every phrase of every enforced rule that is shipped, written as people write to get past a filter. */
class EvasionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static final int TRIES = 4;

    /** How many variants were written and how many were caught. */
    private static final class Tally {
        private int caught;
        private int all;
        private final List<String> missed = new ArrayList<>();

        void add(String phrase, String variant, boolean found) {
            all++;
            caught += found ? 1 : 0;
            if (!found && missed.size() < 12) {
                missed.add(phrase + " as " + variant);
            }
        }

        double share() {
            return (double) caught / all;
        }

        @Override
        public String toString() {
            return caught + " of " + all + (missed.isEmpty() ? "" : ", missed " + missed);
        }
    }

    @Test
    void disguisedPhrasesAreFound() {
        Map<String, Tally> tallies = new TreeMap<>();
        Random random = new Random(7);
        for (Draft draft : drafts()) {
            for (Matcher.Phrase phrase : phrases(draft)) {
                Guard guard = guard(draft, phrase);
                String plain = phrase.words().replaceAll("…+", "某某");
                assertThat(finds(guard, plain)).as(phrase.words()).isTrue();
                for (Evasion evasion : Evasion.values()) {
                    for (int i = 0; i < TRIES; i++) {
                        String variant = evasion.write(plain, random);
                        if (!variant.equals(plain)) {
                            tallies.computeIfAbsent(evasion.name(), key -> new Tally())
                                    .add(plain, variant, finds(guard, variant));
                        }
                    }
                }
            }
        }
        tallies.forEach((evasion, tally) -> System.out.println(evasion + ": " + tally));
        assertThat(tallies).hasSize(Evasion.values().length);
        tallies.forEach((evasion, tally) ->
                assertThat(tally.share()).as("%s: %s", evasion, tally).isGreaterThanOrEqualTo(0.99));
    }

    @Test
    void phrasesInPartsAndSoundsAreFoundWhereThatIsSwitchedOn() {
        Map<Spelling, Tally> tallies = new TreeMap<>();
        Random random = new Random(7);
        for (Draft draft : drafts()) {
            for (Spelling spelling : draft.rule().layers()) {
                for (Matcher.Phrase phrase : phrases(draft)) {
                    String plain = phrase.words().replaceAll("…+", "某某");
                    Guard guard = guard(draft, phrase);
                    for (int i = 0; i < TRIES; i++) {
                        String variant = spelled(spelling, plain, random);
                        if (!variant.equals(plain)) {
                            tallies.computeIfAbsent(spelling, key -> new Tally())
                                    .add(plain, variant, finds(guard, variant));
                        }
                    }
                }
            }
        }
        System.out.println(tallies);
        assertThat(tallies.keySet()).containsExactly(Spelling.SPLIT, Spelling.PINYIN);
        tallies.forEach((spelling, tally) ->
                assertThat(tally.share()).as("%s: %s", spelling, tally).isGreaterThanOrEqualTo(0.9));
    }

    /** Some characters in parts, or as they sound, and most sounds with a space behind them. */
    private static String spelled(Spelling spelling, String words, Random random) {
        StringBuilder written = new StringBuilder();
        words.codePoints().forEach(sign -> {
            String other = Normaliser.normalise(spelling, Character.toString(sign));
            if (Character.isIdeographic(sign) && random.nextInt(3) > 0) {
                written.append(other).append(spelling == Spelling.PINYIN && random.nextBoolean() ? " " : "");
            } else {
                written.appendCodePoint(sign);
            }
        });
        return written.toString();
    }

    private static List<Draft> drafts() {
        Problems problems = new Problems();
        Folder folder = PolicyFolder.read(Path.of("../policies"), problems);
        List<Draft> drafts = Rulebook.sources(
                        folder, notice -> true, TODAY, new HouseEngine(), Recall.none(TODAY), problems)
                .drafts();
        assertThat(problems.list()).isEmpty();
        assertThat(drafts).hasSizeGreaterThan(100);
        return drafts.stream()
                .filter(draft -> draft.rule().mode() == Mode.ENFORCE)
                .toList();
    }

    private static Set<Matcher.Phrase> phrases(Draft draft) {
        return draft.condition().stream().flatMap(EvasionTest::wanted).collect(Collectors.toSet());
    }

    private static Stream<Matcher.Phrase> wanted(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> any.of().stream().flatMap(EvasionTest::wanted);
            case Condition.All all -> all.of().stream().flatMap(EvasionTest::wanted);
            case Matcher.Listed listed -> listed.words().words().stream().map(Matcher.Phrase::new);
            case Matcher matcher -> matcher instanceof Matcher.Phrase phrase ? Stream.of(phrase) : Stream.empty();
        };
    }

    private static Guard guard(Draft draft, Matcher.Phrase phrase) {
        Clue clue = new Clue(
                draft.rule().id(), draft.rule().severity(), phrase, draft.rule().layers());
        List<Guard> guards = Guards.compile(List.of(clue));
        return side -> new Guard.Watch() {
            private final List<Guard.Watch> watches =
                    guards.stream().map(one -> one.watch(side)).toList();

            @Override
            public int read(CharSequence text, java.util.function.Consumer<io.jianhu.chat.Finding> report) {
                return watches.stream()
                        .mapToInt(watch -> watch.read(text, report))
                        .min()
                        .orElseThrow();
            }

            @Override
            public void end(java.util.function.Consumer<io.jianhu.chat.Finding> report) {
                watches.forEach(watch -> watch.end(report));
            }
        };
    }

    private static boolean finds(Guard guard, String text) {
        List<Object> found = new ArrayList<>();
        Guard.Watch watch = guard.watch(Side.ANSWER);
        watch.read("您好，" + text + "。", found::add);
        watch.end(found::add);
        return !found.isEmpty();
    }
}
