package io.jianhu.loadtest.micro;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** How much each micro-benchmark allocates, beside how fast it is, as a table. */
final class Allocations {

    /** What {@link GCProfiler} calls the bytes of one operation. */
    private static final String BYTES = "gc.alloc.rate.norm";

    private Allocations() {}

    static String table(Collection<RunResult> runs) {
        StringBuilder table = new StringBuilder(line("", "score", "unit", "bytes/op"));
        for (RunResult run : runs) {
            Result<?> score = run.getPrimaryResult();
            table.append(line(
                    name(run.getParams()),
                    figure(score.getScore()),
                    score.getScoreUnit(),
                    bytes(run.getSecondaryResults().get(BYTES))));
        }
        return table.toString();
    }

    private static String bytes(@Nullable Result<?> allocated) {
        return allocated == null ? "" : figure(allocated.getScore());
    }

    private static String name(BenchmarkParams run) {
        String name = run.getBenchmark();
        int type = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        List<String> keys = List.copyOf(run.getParamsKeys());
        return name.substring(type + 1)
                + keys.stream().map(key -> " " + key + "=" + run.getParam(key)).collect(Collectors.joining());
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%,.0f", value);
    }

    private static String line(String name, String score, String unit, String bytes) {
        return String.format(Locale.ROOT, "%-70s %12s %-7s %12s%n", name, score, unit, bytes);
    }
}
