package io.jianhu.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What every guard keeps, whatever it looks for: findings and settled offsets depend on the characters read, not on the cuts. */
public abstract class GuardContract {

    /** Guards that find something in many of {@link #texts}. */
    @Provide
    protected abstract Arbitrary<Guard> guards();

    /** Texts, also with broken surrogate pairs. */
    @Provide
    protected abstract Arbitrary<String> texts();

    /** Lengths of pieces. */
    @Provide
    protected Arbitrary<List<Integer>> pieces() {
        return Arbitraries.integers().between(0, 12).list().ofMaxSize(30);
    }

    @Property
    protected void keepsItsWord(
            @ForAll("guards") Guard guard, @ForAll("texts") String text, @ForAll("pieces") List<Integer> pieces) {
        keeps(guard, text, pieces);
    }

    /** Checks the contract for one guard, text and cutting of it. */
    public static void keeps(Guard guard, String text, List<Integer> pieces) {
        for (Side side : Side.values()) {
            Trace whole = Trace.of(guard, side, text);
            whole.check(text);
            whole.compare(guard, side, text, pieces);
            whole.compare(guard, side, text, List.of(text.length()));
        }
    }

    /** All that a guard reports of a text read whole. */
    public static List<Finding> findings(Guard guard, Side side, String text) {
        List<Finding> findings = new ArrayList<>();
        Guard.Watch watch = guard.watch(side);
        watch.read(text, findings::add);
        watch.end(findings::add);
        return findings;
    }

    /** A reading character by character: after each prefix, the settled offset and the number of findings so far. */
    private record Trace(Side side, List<Integer> settled, List<Integer> counts, List<Finding> findings) {

        static Trace of(Guard guard, Side side, String text) {
            Trace trace = new Trace(side, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            Guard.Watch watch = guard.watch(side);
            for (int i = 0; i <= text.length(); i++) {
                trace.settled.add(watch.read(i == 0 ? "" : text.substring(i - 1, i), trace.findings::add));
                trace.counts.add(trace.findings.size());
            }
            watch.end(trace.findings::add);
            return trace;
        }

        void check(String text) {
            for (int read = 0; read <= text.length(); read++) {
                assertThat(settled.get(read))
                        .as("settled after %d of %s", read, text)
                        .isBetween(read == 0 ? 0 : settled.get(read - 1), read);
                for (Finding later : findings.subList(counts.get(read), findings.size())) {
                    assertThat(later.span().start())
                            .as("later finding after %d of %s", read, text)
                            .isGreaterThanOrEqualTo(settled.get(read));
                }
                for (Finding known : findings.subList(0, counts.get(read))) {
                    assertThat(known.span().end())
                            .as("known finding after %d of %s", read, text)
                            .isLessThanOrEqualTo(read);
                }
            }
            for (Finding finding : findings) {
                assertThat(finding.side()).isEqualTo(side);
                assertThat(finding.span().length()).isPositive();
                assertThat(finding.span().end()).isLessThanOrEqualTo(text.length());
            }
        }

        void compare(Guard guard, Side of, String text, List<Integer> pieces) {
            List<Finding> found = new ArrayList<>();
            Guard.Watch watch = guard.watch(of);
            int at = 0;
            TreeSet<Integer> cuts = new TreeSet<>();
            for (int piece : pieces) {
                int to = Math.min(text.length(), at + piece);
                assertThat(watch.read(text.substring(at, to), found::add))
                        .as("settled after %d of %s, cut at %s", to, text, cuts)
                        .isEqualTo(settled.get(to));
                assertThat(found)
                        .as("found after %d of %s, cut at %s", to, text, cuts)
                        .isEqualTo(findings.subList(0, counts.get(to)));
                cuts.add(to);
                at = to;
            }
            watch.read(text.substring(at), found::add);
            watch.end(found::add);
            assertThat(found).as("found in %s, cut at %s", text, cuts).isEqualTo(findings);
        }
    }
}
