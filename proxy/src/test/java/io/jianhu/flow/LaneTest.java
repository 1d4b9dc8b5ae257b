package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Channel;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Shape;
import io.jianhu.chat.Side;
import io.jianhu.guard.Clue;
import io.jianhu.guard.Guard;
import io.jianhu.guard.Guards;
import io.jianhu.guard.Matcher;
import io.jianhu.mask.Identifiers;
import io.jianhu.mask.Masked;
import io.jianhu.mask.Masker;
import io.jianhu.text.Span;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Whatever way an answer is cut, the same may be seen of it, and never what a rule hides or stops at. */
class LaneTest {

    private static final String MOBILE = "13912345678";
    private static final String HIDDEN = "▮";
    private static final Masked ASKED = asked();
    private static final String PLACEHOLDER =
            ASKED.exchange().messages().getFirst().texts().getFirst();

    private static Masked asked() {
        Raw raw = new Raw(
                "r",
                new RobotId("FT-001"),
                "portal",
                new Shape("", true, false, Optional.empty()),
                List.of(new Message(Role.USER, List.of(MOBILE))),
                Instant.EPOCH);
        return new Masker(new byte[32], 1 << 20, InstantSource.system()).mask(raw);
    }

    /** Rules that begin with these words hide, and stop; others do nothing. */
    static Lane.Effect effect(Finding finding) {
        if (finding.rule().startsWith("hide")) {
            return Lane.Effect.HIDE;
        }
        return finding.rule().startsWith("stop") ? Lane.Effect.STOP : Lane.Effect.NONE;
    }

    private static Lane lane(List<Guard> guards, Hold hold) {
        return lane(guards, LaneTest::effect, new Score(OptionalInt.empty()), hold);
    }

    static Lane lane(List<Guard> guards, Lane.Judge judge, Score score, Hold hold) {
        return new Lane(
                () -> Lane.watches(guards),
                judge,
                score,
                ASKED.placeholders().restorer(Channel.content(0), false),
                hold,
                Veil.of(HIDDEN, false));
    }

    /** What became of a text in one cutting. */
    record Seen(String visible, Set<Finding> found, boolean stopped, List<String> steps) {

        static Seen of(Lane lane, String text, List<Integer> pieces) {
            List<String> steps = new ArrayList<>();
            StringBuilder visible = new StringBuilder();
            int at = 0;
            for (int piece : pieces) {
                int to = Math.min(text.length(), at + piece);
                visible.append(lane.push(text.substring(at, to)));
                steps.add(visible.toString());
                at = to;
            }
            visible.append(lane.push(text.substring(at))).append(lane.end());
            List<Finding> found = lane.found();
            assertThat(lane.news()).isEqualTo(found);
            assertThat(lane.news()).isEmpty();
            assertThat(lane.push("x") + lane.end()).isEmpty();
            return new Seen(visible.toString(), new HashSet<>(found), lane.stopped(), steps);
        }

        Seen withoutSteps() {
            return new Seen(visible, found, stopped, List.of());
        }
    }

    @Provide
    Arbitrary<List<Integer>> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 9).list().ofMaxSize(40),
                Arbitraries.integers().between(1, 2).list().ofMaxSize(80));
    }

    @Provide
    Arbitrary<Hold> holds() {
        return Arbitraries.of(Hold.class);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> letters = Arbitraries.of("a", "b", "c", "一", "。", " ", "\u200b", "A");
        Arbitrary<String> tokens = Arbitraries.frequencyOf(
                Tuple.of(20, letters),
                Tuple.of(1, Arbitraries.just(MOBILE)),
                Tuple.of(1, Arbitraries.just("18687654321")),
                Tuple.of(2, Arbitraries.just(PLACEHOLDER)),
                Tuple.of(
                        1,
                        Arbitraries.integers().between(1, PLACEHOLDER.length()).map(n -> PLACEHOLDER.substring(0, n))));
        return tokens.list().ofMaxSize(40).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<List<Guard>> guards() {
        Arbitrary<String> words =
                Arbitraries.strings().withChars("abc一").ofMinLength(1).ofMaxLength(4);
        Arbitrary<Matcher> matchers = Arbitraries.frequencyOf(
                Tuple.of(6, words.map(Matcher.Phrase::new)),
                Tuple.of(1, words.flatMap(one -> words.map(other -> new Matcher.Phrase(one + "…" + other)))),
                Tuple.of(
                        2,
                        Arbitraries.of("a[bc]{1,3}a", "ab?c", "(bb|b一){2}", "c[^c]{2}c")
                                .map(Matcher.Expression::new)));
        Arbitrary<Clue> clues = Combinators.combine(
                        Arbitraries.of("hide", "hide-2", "stop", "stop-2", "none"),
                        matchers.list().ofMinSize(1).ofMaxSize(2),
                        matchers.list().ofMaxSize(1))
                .as((rule, any, unless) -> new Clue(rule, Severity.HIGH, any, unless));
        Guard identifiers = Identifiers.of(
                Map.of("mobile", new Identifiers.RuleOfKind("hide-mobile", Severity.HIGH)), InstantSource.system());
        return clues.list().ofMinSize(1).ofMaxSize(4).map(list -> {
            List<Guard> guards = new ArrayList<>(Guards.compile(list));
            guards.add(identifiers);
            return guards;
        });
    }

    /** Sights that overlap in every way and become certain late. */
    @Provide
    Arbitrary<List<Guard>> scripts() {
        Arbitrary<ScriptedGuard.Sight> sights = Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(5, Arbitraries.just("hide")),
                                Tuple.of(1, Arbitraries.just("stop")),
                                Tuple.of(1, Arbitraries.just("none"))),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(0, 8))
                .as((rule, start, length, late) ->
                        new ScriptedGuard.Sight(rule, start, start + length, start + length + late));
        return sights.set()
                .ofMaxSize(4)
                .map(set -> (Guard) new ScriptedGuard(List.copyOf(set)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(LaneTest::withDifferentRules);
    }

    private static List<Guard> withDifferentRules(List<Guard> guards) {
        List<Guard> different = new ArrayList<>();
        for (int i = 0; i < guards.size(); i++) {
            int number = i;
            different.add(new ScriptedGuard(((ScriptedGuard) guards.get(i))
                    .sights().stream()
                            .map(sight -> new ScriptedGuard.Sight(
                                    sight.rule() + number, sight.start(), sight.end(), sight.certain()))
                            .collect(Collectors.toMap(
                                    sight -> List.of(sight.rule(), sight.start(), sight.end()),
                                    sight -> sight,
                                    (one, other) -> one))
                            .values()
                            .stream()
                            .toList()));
        }
        return different;
    }

    @Provide
    Arbitrary<String> letters() {
        // None of them begins a placeholder's code, for which a text would be held.
        return Arbitraries.strings().withChars("aeilmnouv。").ofMaxLength(40);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void cutsDoNotMatter(
            @ForAll("guards") List<Guard> guards,
            @ForAll("texts") String text,
            @ForAll("pieces") List<Integer> pieces,
            @ForAll("holds") Hold hold) {
        same(guards, text, pieces, hold);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void cutsDoNotMatterWhateverIsFound(
            @ForAll("scripts") List<Guard> guards,
            @ForAll("letters") String text,
            @ForAll("pieces") List<Integer> pieces,
            @ForAll("holds") Hold hold) {
        same(guards, text, pieces, hold);
    }

    private static void same(List<Guard> guards, String text, List<Integer> pieces, Hold hold) {
        Seen whole = Seen.of(lane(guards, hold), text, List.of(text.length()));
        List<Integer> ones = Collections.nCopies(text.length(), 1);
        assertThat(Seen.of(lane(guards, hold), text, ones).withoutSteps()).isEqualTo(whole.withoutSteps());
        assertThat(Seen.of(lane(guards, hold), text, pieces).withoutSteps()).isEqualTo(whole.withoutSteps());
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void nothingHiddenAndNothingFromTheStopOnIsEverSeen(
            @ForAll("guards") List<Guard> guards,
            @ForAll("texts") String text,
            @ForAll("pieces") List<Integer> pieces,
            @ForAll("holds") Hold hold) {
        String code = PLACEHOLDER.replaceAll("[^a-z0-9]", "");
        sound(guards, text.replace(code, "一一"), pieces, hold);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void nothingHiddenAndNothingFromTheStopOnIsEverSeenWhateverIsFound(
            @ForAll("scripts") List<Guard> guards,
            @ForAll("letters") String text,
            @ForAll("pieces") List<Integer> pieces,
            @ForAll("holds") Hold hold) {
        sound(guards, text, pieces, hold);
    }

    /** What is seen is a beginning of the text in which the findings of the whole text are hidden, up to the first stop. */
    private static void sound(List<Guard> guards, String text, List<Integer> pieces, Hold hold) {
        List<Finding> all = findings(guards, text);
        int stop = all.stream()
                .filter(finding -> effect(finding) == Lane.Effect.STOP)
                .mapToInt(finding -> finding.span().start())
                .min()
                .orElse(text.length());
        String limit = hidden(text, all, stop);
        Seen seen = Seen.of(lane(guards, hold), text, pieces);
        assertThat(limit).startsWith(seen.visible());
        seen.steps().forEach(step -> assertThat(limit).startsWith(step));
        boolean stops = all.stream().anyMatch(finding -> effect(finding) == Lane.Effect.STOP);
        assertThat(seen.stopped()).isEqualTo(stops);
        if (!stops) {
            assertThat(seen.visible()).isEqualTo(limit);
            assertThat(seen.found()).isEqualTo(new HashSet<>(all));
        }
    }

    private static List<Finding> findings(List<Guard> guards, String text) {
        List<Finding> all = new ArrayList<>();
        for (Guard.Watch watch : Lane.watches(guards)) {
            watch.read(text, all::add);
            watch.end(all::add);
        }
        return all;
    }

    /** The text before an offset with one mark for each run of overlapping hidden spans. */
    private static String hidden(String text, List<Finding> findings, int before) {
        TreeSet<Span> spans = findings.stream()
                .filter(finding -> effect(finding) == Lane.Effect.HIDE)
                .map(Finding::span)
                .collect(Collectors.toCollection(TreeSet::new));
        StringBuilder shown = new StringBuilder();
        int end = 0;
        for (int i = 0; i < before; i++) {
            int at = i;
            int covered = end;
            if (spans.stream().anyMatch(span -> span.start() == at) && at >= covered) {
                shown.append(HIDDEN);
            }
            end = spans.stream()
                    .filter(span -> span.start() == at)
                    .mapToInt(Span::end)
                    .reduce(end, Math::max);
            if (at >= end) {
                shown.append(text.charAt(at));
            }
        }
        return shown.toString();
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void settledTextLeavesAtOnceUnlessMoreIsHeld(
            @ForAll("scripts") List<Guard> guards,
            @ForAll("letters") String text,
            @ForAll("pieces") List<Integer> pieces,
            @ForAll("holds") Hold hold) {
        List<Guard> harmless = guards.stream()
                .map(guard -> (Guard) new ScriptedGuard(((ScriptedGuard) guard)
                        .sights().stream()
                                .map(sight -> new ScriptedGuard.Sight(
                                        "none-" + sight.rule(), sight.start(), sight.end(), sight.certain()))
                                .toList()))
                .limit(1)
                .toList();
        Guard.Watch watch = harmless.getFirst().watch(Side.ANSWER);
        Seen seen = Seen.of(lane(harmless, hold), text, pieces);
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            int to = Math.min(text.length(), at + pieces.get(i));
            int settled = watch.read(text.substring(at, to), finding -> {});
            int sentence = text.substring(0, settled).lastIndexOf('。') + 1;
            int expected = switch (hold) {
                case MINIMAL -> settled;
                case SENTENCE -> sentence;
                case FULL -> 0;
            };
            assertThat(seen.steps().get(i)).isEqualTo(text.substring(0, expected));
            at = to;
        }
        assertThat(seen.visible()).isEqualTo(text);
    }

    @Test
    void aFullLaneThatIsStoppedShowsNothing() {
        List<Guard> guards =
                Guards.compile(List.of(new Clue("stop", Severity.HIGH, List.of(new Matcher.Phrase("我批准")), List.of())));
        assertThat(Seen.of(lane(guards, Hold.FULL), "您好。您的申请我批准了。", List.of(3, 3, 3))
                        .visible())
                .isEmpty();
        assertThat(Seen.of(lane(guards, Hold.SENTENCE), "您好。您的申请我批准了。", List.of(9))
                        .visible())
                .isEqualTo("您好。");
        assertThat(Seen.of(lane(guards, Hold.MINIMAL), "您好。您的申请我批准了。", List.of(9))
                        .visible())
                .isEqualTo("您好。您的申请");
    }

    @Test
    void aPlaceholderIsRestoredInEveryCutting() {
        String text = "您的手机号是" + PLACEHOLDER + "。";
        for (int cut = 0; cut <= text.length(); cut++) {
            assertThat(Seen.of(lane(List.of(), Hold.MINIMAL), text, List.of(cut))
                            .visible())
                    .isEqualTo("您的手机号是" + MOBILE + "。");
        }
    }

    @Test
    void aLongTextWithoutSentencesIsNotReadAgainAndAgain() {
        Lane lane = lane(List.of(new ScriptedGuard(List.of())), Hold.SENTENCE);
        String piece = "一二三四五六七八九十";
        org.junit.jupiter.api.Assertions.assertTimeout(java.time.Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 100_000; i++) {
                assertThat(lane.push(piece)).isEmpty();
            }
        });
        assertThat(lane.push("。")).hasSize(1_000_001);
    }
}
