package io.jianhu.loadtest.micro;

import java.util.Collection;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the micro-benchmarks. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Run micro-benchmarks.",
        footer = {
            "",
            "Examples:",
            "  bench jmh",
            "  bench jmh KeywordBenchmark",
            "  bench jmh 'Peers|Build'",
            "  bench jmh --allocation Walk"
        })
public final class MicroCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "A regular expression for their names. Default: all of them.")
    private String pattern = ".*";

    @Option(names = "--allocation", description = "Also tell how many bytes an operation allocates.")
    private boolean allocation;

    MicroCommand() {}

    @Override
    public Integer call() throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include(pattern).shouldFailOnError(true);
        if (allocation) {
            options.addProfiler(GCProfiler.class);
        }
        Collection<RunResult> runs = new Runner(options.build()).run();
        if (allocation) {
            System.out.println();
            System.out.print(Allocations.table(runs));
        }
        return 0;
    }
}
