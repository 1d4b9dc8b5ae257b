package io.jianhu.loadtest.micro;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the micro-benchmarks. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Run micro-benchmarks.",
        footer = {"", "Examples:", "  bench jmh", "  bench jmh KeywordBenchmark", "  bench jmh 'Peers|Build'"})
public final class MicroCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "A regular expression for their names. Default: all of them.")
    private String pattern = ".*";

    MicroCommand() {}

    @Override
    public Integer call() throws RunnerException {
        new Runner(new OptionsBuilder().include(pattern).shouldFailOnError(true).build()).run();
        return 0;
    }
}
