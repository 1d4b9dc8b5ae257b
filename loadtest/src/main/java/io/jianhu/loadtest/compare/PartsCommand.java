package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Part;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the gateway beside itself with more or less to do, turn by turn. */
@Command(
        name = "parts",
        mixinStandardHelpOptions = true,
        description = "Measure what rules, words, masking and records cost: the gateway beside itself without them.",
        footer = {
            "",
            "Examples:",
            "  bench parts --quick    without rules, words or masking; 100,000 words; records sync and async",
            "  bench parts            the same in five rounds, half an hour",
            "",
            "Exit codes: 0 good, 1 the figures cannot be trusted, 2 usage or something could not be started."
        })
public final class PartsCommand implements Callable<Integer> {

    @Mixin
    private Beside beside = new Beside();

    PartsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        return beside.measure("parts", "", List.of(Part.values()));
    }
}
