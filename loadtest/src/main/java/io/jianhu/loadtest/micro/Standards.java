package io.jianhu.loadtest.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How fast the micro-benchmarks were when that was last recorded: how many times as much as a yardstick, which is somebody
 * else's code and does not change. A file of lines with a benchmark, a tab and its ratio; the first is the yardstick's.
 */
record Standards(MicroRun yardstick, List<Standard> list) {

    private static final String COMMENT = "#";
    private static final String HEAD = """
            # How many times as much as the first benchmark each of the others does in the same time: bench gate --record
            """;

    /** @param ratio above 0 */
    record Standard(MicroRun benchmark, double ratio) {

        /** Whether a ratio is no worse than recorded, but for a share that is forgiven. */
        boolean isMet(double measured, double tolerance) {
            return measured >= ratio * (1 - tolerance);
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read, or a line of it makes no sense; the message says which and why
     */
    static Standards read(Path file) throws IOException {
        List<Standard> all = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith(COMMENT)) {
                all.add(standard(line, file + ":" + (i + 1)));
            }
        }
        if (all.size() < 2) {
            throw new IOException(file + ": " + all.size() + " benchmarks (expected: the yardstick's and others)");
        }
        return new Standards(all.getFirst().benchmark(), List.copyOf(all.subList(1, all.size())));
    }

    private static Standard standard(String line, String place) throws IOException {
        String[] columns = line.split("\t", -1);
        try {
            double ratio = columns.length == 2 ? Double.parseDouble(columns[1]) : 0;
            if (ratio > 0 && Double.isFinite(ratio)) {
                return new Standard(MicroRun.of(columns[0]), ratio);
            }
        } catch (IllegalArgumentException wrong) {
            throw new IOException(place + ": " + wrong.getMessage(), wrong);
        }
        throw new IOException(place + ": " + line + " (expected: a benchmark, a tab and a ratio above 0)");
    }

    /** Writes a file with the same benchmarks and these ratios. */
    void write(Path file, List<Double> ratios) throws IOException {
        StringBuilder text = new StringBuilder(HEAD).append(yardstick).append("\t1\n");
        for (int i = 0; i < list.size(); i++) {
            text.append(String.format(Locale.ROOT, "%s\t%.3g%n", list.get(i).benchmark(), ratios.get(i)));
        }
        Files.writeString(file, text);
    }
}
