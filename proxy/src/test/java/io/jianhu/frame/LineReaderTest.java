package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineReaderTest {

    private static final String MIXED = "{\"您好\":1}\n\n{\"b\":\"🙂\"}\r\n\r\n\n {}\r \n\r\rx\r\n最后";
    private static final List<String> LINES = List.of("{\"您好\":1}", "{\"b\":\"🙂\"}", " {}\r ", "\r\rx", "最后");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a~b~|a;b",
                "a^~b^~|a;b",
                "a~b^~c|a;b;c",
                "a|a",
                "a^|a",
                "~^~~a~^~|a",
                "a^b~|a^b",
                "a^^~|a^",
                " a ~| a ",
                "~|none",
                "^|none"
            })
    void readsLines(String bytes, String expected) throws Exception {
        assertThat(whole(bytes(bytes.replace('~', '\n').replace('^', '\r'))))
                .isEqualTo(
                        "none".equals(expected)
                                ? List.of()
                                : List.of(expected.replace('^', '\r').split(";")));
    }

    @Test
    void nothingHasNoLine() throws Exception {
        assertThat(whole(new byte[0])).isEmpty();
    }

    @Test
    void aLineComesWithItsLastByte() throws Exception {
        LineReader reader = new LineReader(100);
        assertThat(reader.read(bytes("一\r"))).isEmpty();
        assertThat(reader.read(bytes("\n二"))).containsExactly("一");
        assertThat(reader.end()).containsExactly("二");
        assertThat(reader.end()).isEmpty();
    }

    @Test
    void everyCutGivesTheSameLines() throws Exception {
        byte[] bytes = bytes(MIXED);
        assertThat(whole(bytes)).isEqualTo(LINES);
        for (int one = 0; one <= bytes.length; one++) {
            for (int two = one; two <= bytes.length; two++) {
                LineReader reader = new LineReader(100);
                List<String> lines = new ArrayList<>(reader.read(Arrays.copyOfRange(bytes, 0, one)));
                lines.addAll(reader.read(Arrays.copyOfRange(bytes, one, two)));
                lines.addAll(reader.read(Arrays.copyOfRange(bytes, two, bytes.length)));
                lines.addAll(reader.end());
                assertThat(lines).as("cut at %d and %d", one, two).isEqualTo(LINES);
            }
        }
    }

    @Property(tries = 300)
    void anyLinesComeBack(@ForAll("lines") List<String> lines, @ForAll boolean ended) throws Exception {
        String joined = String.join("\n", lines) + (ended ? "\n" : "");
        List<String> expected = lines.stream()
                .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                .filter(line -> !line.isEmpty())
                .toList();
        LineReader reader = new LineReader(1000);
        List<String> read = new ArrayList<>();
        for (byte single : bytes(joined)) {
            read.addAll(reader.read(new byte[] {single}));
        }
        read.addAll(reader.end());
        assertThat(read).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.strings()
                .withChars('a', '\r', ' ', '问', '{')
                .ofMaxLength(5)
                .list()
                .ofMaxSize(8);
    }

    @Test
    void aLineBeyondTheCapIsAnError() throws Exception {
        assertThat(new LineReader(4).read(bytes("1234\r\n1234\n"))).containsExactly("1234", "1234");
        for (String longer : List.of("12345", "1234\r\r", "\n12345\n")) {
            assertThatThrownBy(() -> new LineReader(4).read(bytes(longer)))
                    .isInstanceOf(MalformedEvents.class)
                    .hasMessage("line longer than 4 bytes")
                    .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
        }
    }

    @Test
    void bytesThatAreNotUtf8AreAnError() {
        assertThatThrownBy(() -> new LineReader(100).read(new byte[] {'a', (byte) 0xFF, '\n'}))
                .hasMessage("not UTF-8");
        assertThatThrownBy(() -> whole(new byte[] {'a', '\n', (byte) 0xE4, (byte) 0xBD}))
                .hasMessage("not UTF-8");
    }

    @Test
    void linesBeforeAnErrorComeFirst() throws Exception {
        LineReader reader = new LineReader(4);
        assertThat(reader.read(bytes("1\n12345\n"))).containsExactly("1");
        assertThatThrownBy(() -> reader.read(bytes("2\n"))).hasMessage("line longer than 4 bytes");
        assertThatThrownBy(reader::end).hasMessage("line longer than 4 bytes");
    }

    @Test
    void aByteOrderMarkIsAnErrorWhereTheBytesBegin() throws Exception {
        assertThatThrownBy(() -> whole(bytes("\uFEFF{}\n"))).hasMessage("byte order mark");
        assertThatThrownBy(() -> whole(bytes("\uFEFF"))).hasMessage("byte order mark");
        assertThat(whole(bytes("a\n\uFEFFb"))).containsExactly("a", "\uFEFFb");
    }

    private static List<String> whole(byte[] bytes) throws MalformedEvents {
        LineReader reader = new LineReader(100);
        List<String> lines = new ArrayList<>(reader.read(bytes));
        lines.addAll(reader.end());
        return lines;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
