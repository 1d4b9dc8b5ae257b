package io.jianhu.loadtest.growth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the heap of a Java program holds once it has been collected, learnt by the JDK's own tool. */
final class LiveMemory {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(?<bytes>\\d+)\\s*$");
    private static final double MIB = 1 << 20;

    private LiveMemory() {}

    /** In MiB; empty where the program cannot be attached to, or there is no such tool. */
    static OptionalDouble mib(long pid) throws IOException, InterruptedException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(tool)) {
            return OptionalDouble.empty();
        }
        Process process = new ProcessBuilder(tool.toString(), Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return read(histogram);
    }

    static OptionalDouble read(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        return total.find() ? OptionalDouble.of(Long.parseLong(total.group("bytes")) / MIB) : OptionalDouble.empty();
    }
}
