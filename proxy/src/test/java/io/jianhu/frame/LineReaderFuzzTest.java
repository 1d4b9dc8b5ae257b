package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Any bytes, whole or one by one, give the lines that a text split at its line feeds has. */
class LineReaderFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        List<String> whole = read(bytes, 1 << 22, bytes.length);
        assertThat(read(bytes, 1 << 22, 1)).isEqualTo(whole);
        assertThat(read(bytes, 8, 3)).isEqualTo(read(bytes, 8, bytes.length));
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            assertThat(whole).hasSize(1).first().isIn("byte order mark", "not UTF-8");
        } else if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            assertThat(whole)
                    .isEqualTo(Stream.of(text.split("\n", -1))
                            .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                            .filter(line -> !line.isEmpty())
                            .toList());
        }
    }

    private static List<String> read(byte[] bytes, int cap, int step) {
        LineReader reader = new LineReader(cap);
        List<String> lines = new ArrayList<>();
        try {
            for (int from = 0; from < bytes.length; from += step) {
                lines.addAll(reader.read(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step))));
            }
            lines.addAll(reader.end());
        } catch (MalformedEvents malformed) {
            return List.of(String.valueOf(malformed.getMessage()));
        }
        return lines;
    }
}
