package io.jianhu.loadtest.arm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the system says of a process.
 *
 * @param cpuNanos processor time of all its threads since it began, in steps of 10 ms
 * @param residentKib memory it holds, in KiB
 */
public record ProcessFigures(long cpuNanos, long residentKib) {

    /** Linux counts processor time in hundredths of a second on every architecture it shows to programs. */
    private static final long TICK = 10_000_000;
    /** Of the fields after the name: the state is the first, the user's ticks the twelfth. */
    private static final int USER = 11;

    static ProcessFigures of(long pid) {
        Path directory = Path.of("/proc", Long.toString(pid));
        try {
            return read(Files.readString(directory.resolve("stat")), Files.readString(directory.resolve("status")));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " is gone", e);
        }
    }

    /**
     * Reads what the system says.
     *
     * @param stat the line of {@code /proc/PID/stat}, or of one of the threads
     * @param status the lines of {@code /proc/PID/status}; without the memory in them none is held
     */
    public static ProcessFigures read(String stat, String status) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[USER + 1]);
        long resident = status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
        return new ProcessFigures(ticks * TICK, resident);
    }

    ProcessFigures and(ProcessFigures other) {
        return new ProcessFigures(cpuNanos + other.cpuNanos, residentKib + other.residentKib);
    }

    /** Of the bench itself. */
    public static ProcessFigures ofMyself() {
        return of(ProcessHandle.current().pid());
    }
}
