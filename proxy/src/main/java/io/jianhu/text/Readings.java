package io.jianhu.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Chinese characters are said as: a table from character to reading. */
final class Readings {

    private static final int FIRST = 0x2E80;
    private static final int END = 0xA000;

    private final @Nullable String[] plane = new @Nullable String[END - FIRST];
    private final int[] others;
    private final String[] otherReadings;

    private record Entry(int codePoint, String reading) {}

    private Readings(List<Entry> entries) {
        List<Entry> beyond = new ArrayList<>();
        for (Entry entry : entries) {
            if (isInPlane(entry.codePoint)) {
                plane[entry.codePoint - FIRST] = entry.reading;
            } else {
                beyond.add(entry);
            }
        }
        beyond.sort(Comparator.comparingInt(Entry::codePoint));
        others = beyond.stream().mapToInt(Entry::codePoint).toArray();
        otherReadings = beyond.stream().map(Entry::reading).toArray(String[]::new);
    }

    /** Reads a table that was written when the project was built: a reading, a space, its characters, line by line. */
    static Readings load(String name) {
        try (InputStream bytes = Objects.requireNonNull(Readings.class.getResourceAsStream(name), name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            List<Entry> entries = new ArrayList<>();
            lines.lines().forEach(line -> {
                int space = line.indexOf(' ');
                String reading = line.substring(0, space);
                line.substring(space + 1).codePoints().forEach(one -> entries.add(new Entry(one, reading)));
            });
            return new Readings(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a character is said as, or null for itself. */
    @Nullable
    String of(int codePoint) {
        if (isInPlane(codePoint)) {
            return plane[codePoint - FIRST];
        }
        if (codePoint <= 0xFFFF) {
            return null;
        }
        int index = Arrays.binarySearch(others, codePoint);
        return index < 0 ? null : otherReadings[index];
    }

    private static boolean isInPlane(int codePoint) {
        return codePoint >= FIRST && codePoint < END;
    }
}
