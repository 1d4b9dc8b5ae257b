package io.jianhu.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exceptions are data with an owner and an end. */
class ExemptionsTest {
    private static final LocalDate LAST = LocalDate.of(2026, 12, 31);
    private static final String RULES =
            Folders.set(Folders.rule("JH-1000", "input", "high", "词语", "{kind: refuse, notice: n}", ""));
    private static final String HEAD = "apiVersion: jianhu/v1\nkind: Exceptions\nitems:\n";
    private static final String SOUND =
            "{id: EX-0031, rules: [JH-1000], when: {%s}, reason: 培训, owner: 培训科, expires: 2026-12-31}";

    private final Problems problems = new Problems();

    private Optional<Rulebook> compile(LocalDate today, String... items) {
        StringBuilder text = new StringBuilder(HEAD);
        for (String item : items) {
            text.append("  - ").append(item).append('\n');
        }
        return Rulebook.compile(
                Folders.of("rules/a.yaml", RULES, "exceptions/a.yaml", text.toString()),
                id -> true,
                today,
                new NaiveEngine(false),
                problems);
    }

    private Rulebook rulebook(LocalDate today, String when) {
        return compile(today, SOUND.formatted(when))
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "'clients: [training*]', FT-001, training-1, 0, SHADOW",
        "'clients: [training*]', FT-001, portal, 0, ENFORCE",
        "'robots: FT-001', FT-001, portal, 0, SHADOW",
        "'robots: FT-001', FT-002, portal, 0, ENFORCE",
        "'robots: FT-001, clients: training', FT-001, portal, 0, ENFORCE",
        "'robots: FT-001, clients: training', FT-001, training, 0, SHADOW",
        "'types: consultation', FT-001, portal, 0, SHADOW",
        "'types: other', FT-001, portal, 0, ENFORCE",
        "'levels: L1', FT-001, portal, -3000, SHADOW",
        "'levels: [L2, L3]', FT-001, portal, 0, ENFORCE",
        "'levels: L1', FT-001, portal, 1, ENFORCE",
    })
    void whatIsExceptedIsShadowedUntilTheLastDay(
            String when, String robot, String client, int daysAfterLast, String force) {
        Rulebook rulebook = rulebook(LAST, when);
        Situation situation = ForceTest.situation(robot, 1, 1, client, "x", LAST.plusDays(daysAfterLast));
        assertThat(ForceTest.force(rulebook, situation)).isEqualTo(force);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true"})
    void wordsTakeMatchesBackUntilTheLastDay(int daysAfterLast, boolean found) {
        Rulebook rulebook = rulebook(LAST.plusDays(daysAfterLast), "phrase: [例外, 课件]");
        for (String text : List.of("词语例外", "课件里的词语")) {
            assertThat(finds(rulebook, text)).isEqualTo(found);
        }
        assertThat(finds(rulebook, "词语")).isTrue();
        assertThat(ForceTest.force(rulebook, ForceTest.situation("FT-001", 1, 1, "c", "x", LAST)))
                .isEqualTo("ENFORCE");
    }

    private static boolean finds(Rulebook rulebook, String text) {
        List<Object> found = new ArrayList<>();
        for (Guard guard : rulebook.guards(Side.QUESTION)) {
            Guard.Watch watch = guard.watch(Side.QUESTION);
            watch.read(text, found::add);
            watch.end(found::add);
        }
        return !found.isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "-30, ACTIVE, ''",
        "-7, ACTIVE, ''",
        "-6, EXPIRING, ' expires on '",
        "0, EXPIRING, ' expires on '",
        "1, EXPIRED, ' has no effect since it expired on '"
    })
    void anEndIsAnnounced(int daysAfterLast, Exemption.State state, String warning) {
        Rulebook rulebook = rulebook(LAST, "robots: FT-001");
        LocalDate today = LAST.plusDays(daysAfterLast);
        Exemption exemption = rulebook.exemptions().getFirst();
        assertThat(exemption.state(today)).isEqualTo(state);
        assertThat(exemption.owner()).isEqualTo("培训科");
        assertThat(rulebook.warnings(today))
                .extracting(Problem::toString)
                .isEqualTo(
                        warning.isEmpty()
                                ? List.of()
                                : List.of("exceptions/a.yaml:4:1: EX-0031" + warning.stripTrailing() + " 2026-12-31"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [JH-1000]|rules: [JH-100]|4:27: rules: there is no rule 'JH-100' (did you mean 'JH-1000'?)",
                "rules: [JH-1000]|rules: []|4:5: 'rules' is missing (expected: ids of rules)",
                "id: EX-0031|id: x31|4:10: id: 'x31' (expected: an id such as EX-0031)",
                "when: {robots: x}|when: {}|4:43: when: says nothing (expected: phrase, or robots, types, levels, clients)",
                "when: {robots: x}, |''|4:5: 'when' is missing (expected: phrase, or robots, types, levels, clients)",
                "robots: x|robots: x, phrase: 一二|4:63: phrase: stands alone (expected: no robots, types, levels or clients beside it)",
                "robots: x|robts: x|4:44: unknown key 'robts' (did you mean 'robots'?)",
                "robots: x|robots: 'a*b'|4:52: robots: 'a*b' (expected: a name, or the beginning of one and *)",
                "reason: 培训, |''|4:5: 'reason' is missing",
                "owner: 培训科, |''|4:5: 'owner' is missing",
                "', expires: 2026-12-31'|''|4:5: 'expires' is missing (expected: a day such as 2027-06-30)",
                "2026-12-31|soon|4:89: expires: soon (expected: a day such as 2027-06-30)",
                "reason: 培训|reason: 培训, more: 1|4:68: unknown key 'more'",
                "robots: x|phrase: {}|4:52: phrase: a mapping (expected: one text)",
            })
    void exceptionsAreChecked(String from, String to, String problem) {
        String item = SOUND.formatted("robots: x");
        assertThat(item).contains(from);
        assertThat(compile(LAST, item.replace(from, to))).isEmpty();
        assertThat(problems.list()).extracting(Problem::toString).contains("exceptions/a.yaml:" + problem);
    }

    @Test
    void idsAreUnique() {
        compile(LAST, SOUND.formatted("robots: x"), SOUND.formatted("robots: y"));
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("exceptions/a.yaml:5:10: id: 'EX-0031' is taken at exceptions/a.yaml:4");
    }
}
