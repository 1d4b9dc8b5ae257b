package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What WHATWG HTML 9.2 says of each stream, cut at every byte. In a stream {@code ~} is a line feed, {@code ^} a carriage
 * return, {@code \0} a null and {@code BOM} a byte order mark; an event is {@code type#id=data}, its lines joined by
 * {@code /}.
 */
class SseCasesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                // Line ends, each by itself and mixed.
                "data: 一~~|#=一",
                "data: 一^^|#=一",
                "data: 一^~^~|#=一",
                "data: 一^~~|#=一",
                "data: 一~^~|#=一",
                "data: 一~^|#=一",
                "data: 一^~^|#=一",
                "data: 一^^~|#=一",
                "data: 一^^~~data: 二~~|#=一;#=二",
                "data: 一~data: 二^data: 三^~data: 四~~|#=一/二/三/四",
                "~~^^^~^~data: 一~~~~data: 二^^^^data: 三^~^~^~|#=一;#=二;#=三",
                // Comments.
                ":~data: 一~~|#=一",
                ": 办理中~~: 办理中~~data: 一~~|#=一",
                "data: 一~: between~data: 二~~|#=一/二",
                ":data: hidden~~|",
                // Fields.
                "data: 一~data:二~~|#=一/二",
                "data:  一~~|#= 一",
                "data:\t一~~|#=\t一",
                "data: 一 ~~|#=一 ",
                "data:~~|#=",
                "data: ~~|#=",
                "data~~|#=",
                "data~data~~|#=/",
                "data:~data: 二~data:~~|#=/二/",
                "data: a: b: c~~|#=a: b: c",
                "data : 一~~|",
                " data: 一~~|",
                "Data: 一~~|",
                "datax: 一~~|",
                "data:一~event:办~~|办#=一",
                "event: 办~data: 一~~data: 二~~|办#=一;#=二",
                "event: 办~~data: 二~~|#=二",
                "event: 办~event: 结~data: 一~~|结#=一",
                "event: 办~event~data: 一~~|#=一",
                "event:  办~data: 一~~| 办#=一",
                "colour: red~data: 一~~|#=一",
                // Ids last.
                "id: 7~data: 一~~data: 二~~|#7=一;#7=二",
                "id: 7~~data: 二~~|#7=二",
                "id: 7~data: 一~~id~data: 二~~|#7=一;#=二",
                "id: 7~data: 一~~id:~data: 二~~|#7=一;#=二",
                "id: 7~data: 一~~id: 8\\0~data: 二~~|#7=一;#7=二",
                "id: \\0~data: 一~~|#=一",
                "id: 七~data: 一~~|#七=一",
                // How soon to connect again is nothing to a gateway.
                "retry: 3000~data: 一~~|#=一",
                "retry: soon~~data: 一~~|#=一",
                "retry: 3000~~|",
                // The mark counts where the stream begins, and nowhere else.
                "BOMdata: 一~~|#=一",
                "BOM: note~data: 一~~|#=一",
                "BOM~data: 一~~|#=一",
                "BOM|",
                "BOMBOMdata: 一~~data: 二~~|#=二",
                "data: BOM一~~|#=BOM一",
                "data: 一~~BOMdata: 二~~data: 三~~|#=一;#=三",
                // What the end leaves unfinished is no event.
                "data: 一|",
                "data: 一~|",
                "data: 一^|",
                "data: 一~~data: 二~|#=一",
                "data: 一~~data: 二~event: 办~id: 7|#=一",
                // Characters of two, three and four bytes.
                "data: é€🙂~~|#=é€🙂",
                "event: 🙂~id: 🙂~data: 🙂~data: 🙂🙂~~|🙂#🙂=🙂/🙂🙂",
                "data: \\0~~|#=\\0"
            })
    void readsWhatTheStandardSays(String stream, String expected) throws Exception {
        byte[] bytes = bytes(stream.replace("~", "\n")
                .replace("^", "\r")
                .replace("\\0", "\0")
                .replace("BOM", "\uFEFF"));
        List<String> events = expected == null ? List.of() : List.of(expected.split(";", -1));
        for (int one = 0; one <= bytes.length; one++) {
            assertThat(told(read(bytes, List.of(one)))).as("cut at %d", one).isEqualTo(events);
        }
        assertThat(told(read(bytes, everywhere(bytes)))).isEqualTo(events);
    }

    @Property(tries = 1000)
    void anyCutGivesTheSameEvents(
            @ForAll("streams") String stream, @ForAll @Size(max = 9) List<@IntRange(max = 200) Integer> cuts)
            throws Exception {
        byte[] bytes = bytes(stream);
        List<SseEvent> whole = read(bytes, List.of());
        assertThat(read(bytes, cuts.stream().sorted().toList())).isEqualTo(whole);
        assertThat(read(bytes, everywhere(bytes))).isEqualTo(whole);
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "\n",
                        "\r",
                        "\r\n",
                        "\n\n",
                        "\uFEFF",
                        "data",
                        "data:",
                        "data: 您好",
                        "event: 办",
                        "id: 7",
                        "id:\0",
                        ":",
                        " ",
                        "retry: 1",
                        "🙂",
                        "data: {\"a\":1}\n\n")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    private static List<SseEvent> read(byte[] bytes, List<Integer> cuts) throws MalformedEvents {
        SseReader reader = new SseReader(1000);
        List<SseEvent> events = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(cut, bytes.length);
            events.addAll(reader.read(Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
        events.addAll(reader.read(Arrays.copyOfRange(bytes, from, bytes.length)));
        return events;
    }

    private static List<Integer> everywhere(byte[] bytes) {
        List<Integer> cuts = new ArrayList<>();
        for (int cut = 1; cut < bytes.length; cut++) {
            cuts.add(cut);
        }
        return cuts;
    }

    private static List<String> told(List<SseEvent> events) {
        return events.stream()
                .map(event -> event.event() + "#" + event.id() + "="
                        + event.data().replace("\n", "/").replace("\0", "\\0").replace("\uFEFF", "BOM"))
                .collect(Collectors.toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
