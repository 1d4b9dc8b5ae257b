package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is hidden in JSON leaves JSON behind. */
class VeilTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String shown(String text, boolean json, List<Span> hidden, Random cuts) {
        Veil veil = Veil.of("[\"隐\\去\"]", json);
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            at = Math.min(text.length(), at + 1 + cuts.nextInt(7));
            int end = at;
            hidden.stream()
                    .filter(span -> span.start() >= start && span.start() < end)
                    .forEach(veil::hide);
            shown.append(veil.release(text.substring(0, end), end, end == text.length()));
        }
        return shown.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"p":"x#138#y"}          | {"p":"x@y"}
            {"p":#138#}              | {"p":"@"}
            {"p":-1#138#.5e+2,"q":7} | {"p":"@","q":7}
            {"p":"a#b","q":"c#d"}    | {"p":"a@","@":"@d"}
            {"p":"a#\\"b#"}          | {"p":"a@"}
            [1,#2,3#,4]              | [1,"@","@",4]
            {"p":"a#b","q":1#2}      | {"p":"a@","@":"@"}
            [tru#e,nul#l]            | [true,null]
            好#的：{"p"#:1}           | 好@{"@":1}
            ["\\\\",#12#]            | ["\\\\","@"]
            """)
    void jsonStaysJson(String marked, String expected) {
        String shown = shown(text(marked), true, spans(marked), new Random(1));
        assertThat(shown).isEqualTo(expected.replace("@", "[\\\"隐\\\\去\\\"]"));
    }

    @Property(tries = 2000)
    void everyCutShowsTheSameAndItParses(@ForAll("documents") Object document, @ForAll long seed) throws Exception {
        String text = JSON.writeValueAsString(document);
        Random random = new Random(seed);
        List<Span> hidden = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int start = random.nextInt(text.length());
            hidden.add(new Span(start, Math.min(text.length(), start + 1 + random.nextInt(9))));
        }
        hidden.removeIf(span -> splitsAnEscape(text, span));
        hidden.sort(Comparator.naturalOrder());
        String whole = shown(text, true, hidden, new Random(0) {
            @Override
            public int nextInt(int bound) {
                return text.length();
            }
        });
        assertThat(JSON.readTree(whole)).isNotNull();
        assertThat(shown(text, true, hidden, random)).isEqualTo(whole);
    }

    @Property(tries = 500)
    void plainTextIsHiddenExactly(@ForAll("documents") Object document, @ForAll long seed) throws Exception {
        String text = JSON.writeValueAsString(document);
        Random random = new Random(seed);
        int start = random.nextInt(text.length());
        Span span = new Span(start, Math.min(text.length(), start + 1 + random.nextInt(9)));
        assertThat(shown(text, false, List.of(span), random))
                .isEqualTo(text.substring(0, start) + "[\"隐\\去\"]" + text.substring(span.end()));
    }

    @Provide
    Arbitrary<Object> documents() {
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.of(true, false),
                Arbitraries.strings().withChars("a1\"\\\n,:{}[]-e").ofMaxLength(8));
        return values.list().ofMinSize(1).ofMaxSize(5).map(list -> Map.of("k\"1", list, "e", list.getFirst()));
    }

    private static boolean splitsAnEscape(String text, Span span) {
        return isEscaped(text, span.start()) || isEscaped(text, span.end());
    }

    private static boolean isEscaped(String text, int at) {
        int slashes = 0;
        while (at - slashes > 0 && text.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static String text(String marked) {
        return marked.replace("#", "");
    }

    private static List<Span> spans(String marked) {
        int start = marked.indexOf('#');
        return List.of(new Span(start, marked.indexOf('#', start + 1) - 1));
    }
}
