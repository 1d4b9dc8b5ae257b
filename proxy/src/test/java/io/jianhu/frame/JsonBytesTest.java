package io.jianhu.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;

class JsonBytesTest {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    @Property
    void writesWhatAGeneralGeneratorWrites(@ForAll("values") Json value) throws IOException {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (JsonGenerator generator = JACKSON.createGenerator(expected)) {
            write(value, generator);
        }
        assertThat(new String(JsonBytes.of(value), StandardCharsets.UTF_8))
                .isEqualTo(expected.toString(StandardCharsets.UTF_8));
    }

    /** The room for what is escaped and for what is not runs out at other places. */
    @Property
    void writesLongTextsToo(@ForAll("longTexts") String text) throws IOException {
        writesWhatAGeneralGeneratorWrites(new Json.Text(text));
    }

    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.oneOf(
                signs().ofMinLength(300).ofMaxLength(1500),
                Arbitraries.of("\0", "福", "\0福", "é", "😀")
                        .flatMap(unit -> Arbitraries.integers().between(1, 700).map(unit::repeat)));
    }

    private static StringArbitrary signs() {
        return Arbitraries.strings()
                .withChars('"', '\\', '\n', '\0', '\u001f', '\u007f', 'a', 'é', '\u07ff', '\u0800', '福', '\uffff')
                .withChars('\ud83d', '\ude00');
    }

    @Provide
    Arbitrary<Json> values() {
        return value(3);
    }

    private static Arbitrary<Json> value(int depth) {
        Arbitrary<String> texts = signs().ofMaxLength(12);
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                texts.map(Json.Text::new),
                Arbitraries.of("null", "true", "-1.50e3", "12345678901234567890")
                        .map(Json.Literal::new));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<List<Json>> lists = value(depth - 1).list().ofMaxSize(4);
        Arbitrary<Map<String, Json>> maps = Arbitraries.maps(
                        Arbitraries.strings().withChars('a', '"', '键').ofMaxLength(4), value(depth - 1))
                .ofMaxSize(4);
        return Arbitraries.oneOf(leaves, lists.map(Json.Items::new), maps.map(Json.Members::new));
    }

    private static void write(Json value, JsonGenerator generator) throws IOException {
        switch (value) {
            case Json.Members members -> {
                generator.writeStartObject();
                for (Map.Entry<String, Json> member : members.map().entrySet()) {
                    generator.writeFieldName(member.getKey());
                    write(member.getValue(), generator);
                }
                generator.writeEndObject();
            }
            case Json.Items items -> {
                generator.writeStartArray();
                for (Json item : items.list()) {
                    write(item, generator);
                }
                generator.writeEndArray();
            }
            case Json.Text text -> generator.writeString(Surrogates.mended(text.value()));
            case Json.Literal literal -> generator.writeRawValue(literal.text());
        }
    }
}
