package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseReaderTest {

    private static final String MIXED =
            "\uFEFFdata: 您好\n\n: 注释\r\nevent: 事件\r\nid: 7\r\ndata:一\r\ndata:  二🙂\r\n\r\rdata\r\rretry: 1\ndata: x\n\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "data: a~~|a",
                "data:a~~|a",
                "data:  a~~| a",
                "data: a~data: b~~|a/b",
                "data~~|",
                "data: a~~data: b~~|a;b",
                ": only a comment~~|none",
                "event: ping~~|none",
                "data: unfinished~|none",
                "nonsense: 1~data: a~~|a"
            })
    void readsWhatTheStandardSays(String stream, String expected) throws Exception {
        List<SseEvent> events = new SseReader(100).read(bytes(stream.replace('~', '\n')));
        List<String> data =
                events.stream().map(event -> event.data().replace('\n', '/')).toList();
        assertThat(data)
                .isEqualTo(
                        "none".equals(expected)
                                ? List.of()
                                : List.of((expected == null ? "" : expected).split(";", -1)));
    }

    @Test
    void readsTypesAndIds() throws Exception {
        assertThat(new SseReader(100).read(bytes(MIXED)))
                .containsExactly(
                        new SseEvent("", "您好", ""),
                        new SseEvent("事件", "一\n 二🙂", "7"),
                        new SseEvent("", "", "7"),
                        new SseEvent("", "x", "7"));
    }

    @Property(tries = 200)
    void anyCutGivesTheSameEvents(@ForAll @Size(max = 12) List<@IntRange(max = 110) Integer> cuts) throws Exception {
        byte[] bytes = bytes(MIXED);
        SseReader reader = new SseReader(100);
        List<SseEvent> events = new ArrayList<>();
        int from = 0;
        for (int cut :
                cuts.stream().sorted().map(cut -> Math.min(cut, bytes.length)).toList()) {
            events.addAll(reader.read(Arrays.copyOfRange(bytes, from, cut)));
            from = cut;
        }
        events.addAll(reader.read(Arrays.copyOfRange(bytes, from, bytes.length)));
        assertThat(events).isEqualTo(new SseReader(100).read(bytes));
    }

    @Test
    void aLineBeyondTheCapIsAnError() throws Exception {
        new SseReader(10).read(bytes("data: 1234\n"));
        assertThatThrownBy(() -> new SseReader(10).read(bytes("data: 12345\n")))
                .isInstanceOf(MalformedEvents.class)
                .hasMessage("line longer than 10 bytes")
                .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
    }

    @Test
    void anEventBeyondTheCapIsAnError() {
        assertThatThrownBy(() -> new SseReader(10).read(bytes("data: 1234\n".repeat(3))))
                .hasMessage("event longer than 10 characters");
        assertThatThrownBy(() -> new SseReader(10).read(bytes("data:\n".repeat(12))))
                .hasMessage("event longer than 10 characters");
    }

    @Test
    void bytesThatAreNotUtf8AreAnError() {
        assertThatThrownBy(() -> new SseReader(100).read(new byte[] {'d', (byte) 0xFF, '\n'}))
                .hasMessage("not UTF-8");
    }

    @Test
    void eventsBeforeAnErrorComeFirst() throws Exception {
        SseReader reader = new SseReader(100);
        assertThat(reader.read(new byte[] {'d', 'a', 't', 'a', '\n', '\n', (byte) 0xFF, '\n'}))
                .containsExactly(new SseEvent("", "", ""));
        assertThatThrownBy(() -> reader.read(bytes("data\n\n"))).hasMessage("not UTF-8");
        assertThatThrownBy(reader::end).hasMessage("not UTF-8");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
