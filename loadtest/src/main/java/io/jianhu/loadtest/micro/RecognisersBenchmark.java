package io.jianhu.loadtest.micro;

import io.jianhu.loadtest.talk.Dialogue;
import io.jianhu.recognise.Recognisers;
import io.jianhu.recognise.Scan;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Looking for personal data in text that has none, and in text with a value every hundred characters or so; beside it the
 * usual way, one expression for each kind, each run over the whole text. An operation is a character: operations a
 * microsecond are millions of characters a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RecognisersBenchmark {

    private static final int SIZE = 10_000;

    /** What analysers of the usual kind run: digits guarded by look-around, one expression after the other. */
    private static final List<Pattern> EXPRESSIONS = List.of(
            Pattern.compile("(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?![0-9Xx])"),
            Pattern.compile("(?<![0-9])[1-9][0-9]{14}(?![0-9])"),
            Pattern.compile("(?<![0-9])(?:\\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])"),
            Pattern.compile("(?<![0-9])[3-6][0-9]{15,18}(?![0-9])"),
            Pattern.compile("(?<![0-9])0[0-9]{2,3}[- ]?[0-9]{7,8}(?![0-9])"),
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,200}\\.[A-Za-z]{2,}"),
            Pattern.compile("(?<![A-Za-z0-9])[EGDSP][A-Z]?[0-9]{7,8}(?![A-Za-z0-9])"),
            Pattern.compile("(?<![A-Za-z0-9])[HMCTW][0-9]{8,10}(?![A-Za-z0-9])"),
            Pattern.compile("(?<![A-Za-z0-9])[A-Z]{1,2}[0-9]{6}[(（]?[0-9A][)）]?(?![A-Za-z0-9])"),
            Pattern.compile("(?<![A-Za-z0-9])[A-Z][1289][0-9]{8}(?![A-Za-z0-9])"),
            Pattern.compile("(?<![A-Za-z0-9])[0-9A-HJ-NPQRTUWXY]{18}(?![A-Za-z0-9])"),
            Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]·?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]"),
            Pattern.compile("(?<![A-Za-z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])"),
            Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}"),
            Pattern.compile("(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}"),
            Pattern.compile("(?:微信|wx|vx)号?[:： ]*[A-Za-z][A-Za-z0-9_-]{5,19}"),
            Pattern.compile("(?i:qq)号?[:： ]*[1-9][0-9]{4,11}"),
            Pattern.compile("(?:密码|口令|验证码|password)[:：= 是为]*[!-~]{4,64}"),
            Pattern.compile("(?:sk-|AKIA|ghp_|eyJ)[A-Za-z0-9_.-]{16,}"),
            Pattern.compile("(?:生日|出生日期)[:： ]*[0-9]{4}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}"));

    /** What rules that ship do not hide. */
    private static final Set<String> ATTRIBUTES =
            Set.of("criminal-record", "health", "orientation", "religion", "ethnicity", "political-status", "income");

    /** Which text is read. */
    public enum Text {
        /** Without personal data. */
        PLAIN,
        /** With a value every hundred characters. */
        PERSONAL
    }

    @Param
    private Text kind = Text.PLAIN;

    private String text = "";
    private Recognisers all = Recognisers.all(InstantSource.system());
    private Recognisers shipped = all;
    private Recognisers numbers = all;

    @Setup
    public void prepare() {
        Set<String> kinds = new TreeSet<>(all.kinds().keySet());
        kinds.removeAll(ATTRIBUTES);
        shipped = all.only(kinds);
        kinds.removeAll(Set.of("name", "address"));
        numbers = all.only(kinds);
        Dialogue dialogue = new Dialogue(1, 0);
        StringBuilder built = new StringBuilder(SIZE + 200);
        for (int part = 0; built.length() < SIZE; part++) {
            String body = dialogue.body(part);
            built.append(body, 0, Math.min(100, body.length()));
            if (kind == Text.PERSONAL) {
                built.append("电话1390013").append(1000 + part).append("，住在深圳市福田区景田北街12号3栋。");
            }
        }
        built.setLength(SIZE);
        text = built.toString();
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int withoutNamesAndAddresses() {
        return found(numbers);
    }

    /** What the shipped rules look for. */
    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int withoutAttributes() {
        return found(shipped);
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int everyKind() {
        return found(all);
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int oneExpressionAfterTheOther() {
        int count = 0;
        for (Pattern expression : EXPRESSIONS) {
            Matcher matcher = expression.matcher(text);
            while (matcher.find()) {
                count++;
            }
        }
        return count;
    }

    private int found(Recognisers recognisers) {
        int[] count = {0};
        Scan scan = new Scan(recognisers, hit -> count[0]++);
        scan.read(text);
        scan.end();
        return count[0];
    }
}
