package io.jianhu.loadtest.micro;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One micro-benchmark with its parameters, as in {@code KeywordBenchmark.guard count=10000}.
 *
 * @param parameters each as {@code name=value}
 */
record MicroRun(String benchmark, List<String> parameters) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z]+\\.[A-Za-z]+");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z]+=[A-Za-z0-9]+");
    private static final TimeValue SECOND = TimeValue.seconds(1);

    /** @throws IllegalArgumentException when it is written in another way */
    static MicroRun of(String text) {
        List<String> words = Arrays.asList(text.split(" ", -1));
        List<String> parameters = List.copyOf(words.subList(1, words.size()));
        if (!NAME.matcher(words.getFirst()).matches()
                || !parameters.stream().allMatch(word -> PARAMETER.matcher(word).matches())) {
            throw new IllegalArgumentException(
                    text + " is no benchmark (expected: such as KeywordBenchmark.guard count=10000)");
        }
        return new MicroRun(words.getFirst(), parameters);
    }

    /** How often it runs in a second at its best: what else the machine does only makes it slower. */
    double rate() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Pattern.quote("." + benchmark) + "$")
                .forks(1)
                .measurementIterations(5)
                .measurementTime(SECOND)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            options.param(parts[0], parts[1]);
        }
        var run = new Runner(options.build()).runSingle();
        Result<?> result = run.getPrimaryResult();
        boolean time = run.getParams().getMode() == Mode.AverageTime;
        return time
                ? 1 / result.getStatistics().getMin()
                : result.getStatistics().getMax();
    }

    @Override
    public String toString() {
        return String.join(" ", benchmark, String.join(" ", parameters)).strip();
    }
}
