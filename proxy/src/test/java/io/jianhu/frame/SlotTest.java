package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotTest {

    private static final JsonText JSON = new JsonText(1 << 20, true);

    @Test
    void isWhereAStringStandsAlone() {
        Slot slot = Slot.of("{\"a\":\"您好\",\"b\":1}", "您好").orElseThrow();

        assertThat(slot).isEqualTo(new Slot("{\"a\":", ",\"b\":1}"));
        assertThat(slot.with("再见")).isEqualTo("{\"a\":\"再见\",\"b\":1}");
        assertThat(slot.in("{\"a\":\"再见\",\"b\":1}")).contains("再见");
        assertThat(slot.in("{\"a\":\"\",\"b\":1}")).contains("");
        assertThat(slot).hasToString("Slot[5, 7]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'x','b':'x'} | x",
                "{'x':'x'} | x",
                "{'a':'\\u0078'} | x",
                "{'a':'xy'} | x",
                "{'a':'\\'x\\''} | x",
                "{'a':'😀'} | 😀",
                "{'a':'x'} | y"
            })
    void isNowhereElse(String text, String string) {
        assertThat(Slot.of(text.replace('\'', '"'), string)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'x','b':2}",
                "{'a':'x','b':'y'}",
                "{'a':'x\\\\','b':1}",
                "{'a':'x\\'','b':1}",
                "{'a':'x','c':'y','b':1}",
                "{'a':'x\t','b':1}",
                "{'a':'😀','b':1}",
                "{'a':','b':1}",
                "{'a':1,'b':1}",
                "{'a':"
            })
    void nothingElseFits(String text) {
        assertThat(new Slot("{\"a\":", ",\"b\":1}").in(text.replace('\'', '"'))).isEmpty();
    }

    @Test
    void aStringWithEscapesIsNotPut() {
        assertThatThrownBy(() -> new Slot("", "").with("\"")).hasMessageContaining("expected: one without");
    }

    /** What fits is read as the same document with the other string. */
    @Property
    void whatFitsIsTheSameButForTheString(@ForAll String string) throws MalformedJson {
        Slot slot = new Slot("{\"a\":[", ",{\"b\":\"c\\\"\"}]}");
        String text = slot.before() + '"' + string + '"' + slot.after();
        Optional<String> found = slot.in(text);

        assertThat(found.isPresent()).isEqualTo(Slot.isPlain(string));
        if (found.isPresent()) {
            assertThat(found).contains(string);
            assertThat(JSON.text(JSON.read(text))).isEqualTo(text);
            assertThat(((Json.Members) JSON.read(text)).items("a").getFirst()).isEqualTo(new Json.Text(string));
        }
    }
}
