package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any bytes, whole or one by one, give the events that the standard's own words give for the whole text. */
class SseReaderFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        List<String> whole = read(bytes, 1 << 22, bytes.length);
        assertThat(read(bytes, 1 << 22, 1)).isEqualTo(whole);
        assertThat(read(bytes, 16, 3)).isEqualTo(read(bytes, 16, bytes.length));
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            assertThat(whole).isEqualTo(standard(text));
        }
    }

    private static List<String> read(byte[] bytes, int cap, int step) {
        SseReader reader = new SseReader(cap);
        List<String> events = new ArrayList<>();
        try {
            for (int from = 0; from < bytes.length; from += step) {
                for (SseEvent event :
                        reader.read(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step)))) {
                    events.add(event.event() + "\n" + event.id() + "\n" + event.data());
                }
            }
            reader.end();
        } catch (MalformedEvents malformed) {
            return List.of(String.valueOf(malformed.getMessage()));
        }
        return events;
    }

    /** WHATWG HTML 9.2.6, line by line. */
    private static List<String> standard(String text) {
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
        List<String> events = new ArrayList<>();
        String data = "";
        String type = "";
        String id = "";
        for (int at = 0; at < lines.length - 1; at++) {
            String line = lines[at];
            String name = line.split(":", 2)[0];
            String value = line.contains(":") ? line.split(":", 2)[1].replaceFirst("\\A ", "") : "";
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    events.add(type + "\n" + id + "\n" + data.substring(0, data.length() - 1));
                }
                data = "";
                type = "";
            } else if (name.equals("data")) {
                data += value + "\n";
            } else if (name.equals("event")) {
                type = value;
            } else if (name.equals("id") && !value.contains("\0")) {
                id = value;
            }
        }
        return events;
    }
}
