package io.jianhu.loadtest.compare;

import io.jianhu.loadtest.arm.Variant;
import io.jianhu.loadtest.tell.Exit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures the gateway beside itself with other options of the Java machine, turn by turn. */
@Command(
        name = "flags",
        mixinStandardHelpOptions = true,
        description = "Measure the gateway beside itself with other options of the Java machine.",
        footer = {
            "",
            "Examples:",
            "  bench flags --quick                                 collectors, object heads, carriers: five minutes",
            "  bench flags 'g1=-XX:-UseParallelGC -XX:+UseG1GC'    this one",
            "  bench flags small=-Xmx512m large=-Xmx4g",
            "",
            "Exit codes: 0 good, 1 the figures cannot be trusted, 2 usage or something could not be started."
        })
public final class FlagsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME=OPTIONS", description = "What to compare. Default: see the first example.")
    private List<String> given = new ArrayList<>();

    @Mixin
    private Beside beside = new Beside();

    FlagsCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<Variant> variants = new ArrayList<>(given.isEmpty() ? Variant.USUAL : List.of());
        Set<String> names = new HashSet<>();
        for (String one : given) {
            Optional<Variant> variant = Variant.of(one);
            if (variant.isEmpty() || !names.add(variant.get().arm())) {
                System.err.println(
                        "bench: " + one + " (expected: a name of its own, =, and options, such as g1=-XX:+UseG1GC)");
                return Exit.WRONG;
            }
            variants.add(variant.get());
        }
        String operands = given.stream().map(one -> " '" + one + "'").collect(Collectors.joining());
        return beside.measure("flags", operands, variants);
    }
}
