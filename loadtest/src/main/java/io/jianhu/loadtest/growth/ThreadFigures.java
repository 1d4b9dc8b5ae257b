package io.jianhu.loadtest.growth;

import io.jianhu.loadtest.arm.ProcessFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the system says of the threads of a JVM at one moment: the processor time of each in nanoseconds. Those that
 * compile are left out: they have nothing to do with what the program is asked, but with how long it has run.
 *
 * @param cpuNanos by the number of a thread
 */
record ThreadFigures(Map<String, Long> cpuNanos) {

    /** As the system cuts the names of threads. */
    private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");

    ThreadFigures {
        cpuNanos = Map.copyOf(cpuNanos);
    }

    static ThreadFigures of(long pid) throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                try {
                    String name = Files.readString(task.resolve("comm"));
                    if (COMPILERS.stream().noneMatch(name::startsWith)) {
                        nanos.put(task.getFileName().toString(), cpuNanos(task));
                    }
                } catch (NoSuchFileException gone) {
                    // It has ended since it was listed.
                }
            }
        }
        return new ThreadFigures(nanos);
    }

    /** The first of three numbers; where the system was built without them, ticks of 10 ms have to do. */
    private static long cpuNanos(Path task) throws IOException {
        Path exact = task.resolve("schedstat");
        return Files.exists(exact)
                ? Long.parseLong(Files.readString(exact).split(" ", 2)[0])
                : ProcessFigures.read(Files.readString(task.resolve("stat")), "")
                        .cpuNanos();
    }

    /** What all threads have used since an earlier moment, but for those that have ended in between. */
    long since(ThreadFigures earlier) {
        return cpuNanos.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - earlier.cpuNanos.getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
