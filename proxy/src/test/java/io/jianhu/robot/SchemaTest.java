package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Fields;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON Schema as far as it is obeyed. */
class SchemaTest {

    private static final Problems PROBLEMS = new Problems();

    private static Schema read(String yaml, Problems problems) {
        return SchemaForm.read(Fields.of(
                Yaml.read("r.yaml", yaml.getBytes(StandardCharsets.UTF_8), problems)
                        .orElseThrow(),
                problems));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // schema | accepted | refused, each separated by blanks
                "{} | 1 null {} [[]] \"a\" | {1} ] tru 01 NaN \\'a\\' 1\u00a02 | ",
                "{type: object} | {} {\"a\":[{\"b\":1}]} | [] 1 {\"a\":1,\"a\":2} {\"a\":{\"b\":1,\"b\":1}} {\"a\":1 {}{} {\"a\":1,}",
                "{type: integer} | 0 -5 2.0 1e3 | 2.5 1e-3 \"2\" true",
                "{type: number, minimum: 1, maximum: 2.5} | 1 2.5 25e-1 | 0.9 2.51 1e999999999999 1e9",
                "{type: [string, 'null']} | null \"null\" | 0 false",
                "{type: string, minLength: 2, maxLength: 3} | \"登记\" \"𠮷𠮷𠮷\" \"\\u0041bc\" | \"a\" \"abcd\"",
                "{enum: [a, 5, true, null, '7']} | \"a\" 5 5.0 true null \"7\" | \"5\" 7 false {} []",
                "{const: 福田区} | \"福田区\" | \"福田\" {}",
                "{type: array, minItems: 1, maxItems: 2, items: {type: boolean}} | [true] [true,false] | [] [1] [true,true,true]",
                "{required: [a], properties: {a: {type: integer}}} | {\"a\":1,\"b\":[]} 7 | {} {\"a\":\"1\"} {\"A\":1}",
                "{properties: {a: {}}, additionalProperties: false} | {} {\"a\":{\"b\":1}} | {\"b\":1}",
                "{properties: {a: {}}, additionalProperties: {type: string}} | {\"a\":1,\"b\":\"c\"} | {\"b\":1}"
            })
    void acceptsWhatItSaysAndNothingElse(String schema, String accepted, String refused) {
        Schema read = read(schema, PROBLEMS);
        assertThat(PROBLEMS.list()).isEmpty();
        for (String json : accepted.strip().split(" ", -1)) {
            assertThat(read.accepts(json)).as(schema + " accepts " + json).isTrue();
        }
        for (String json : refused.strip().split(" ", -1)) {
            assertThat(read.accepts(json)).as(schema + " refuses " + json).isFalse();
        }
        assertThat(read.accepts("")).isFalse();
        assertThat(read.accepts("[".repeat(40) + "]".repeat(40))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{typ: object} | unknown key 'typ' (did you mean 'type'?)",
                "{type: objekt} | 'objekt' (expected: object, array, string, number, integer, boolean, null) (did you mean 'object'?)",
                "{pattern: a} | unknown key 'pattern'",
                "{maximum: many} | many (expected: a number)",
                "{enum: []} | nothing in it (expected: the values that it may be)",
                "{enum: [{a: 1}]} | a mapping (expected: a text, number or flag)",
                "{properties: {a: }} | not a schema (expected: a mapping, {} for anything)",
                "{properties: {a: {}}, required: [b], additionalProperties: false} | 'b' is not among the properties",
                "{additionalProperties: maybe} | maybe (expected: true or false)",
                "{items: {items: {maxItem: 1}}} | unknown key 'maxItem' (did you mean 'maxItems'?)"
            })
    void whatItWouldNotObeyIsAProblem(String schema, String message) {
        Problems problems = new Problems();
        read(schema, problems);
        assertThat(problems.list()).hasSize(1);
        assertThat(problems.list())
                .extracting(Problem::message)
                .first()
                .asString()
                .contains(message);
    }

    @Test
    void schemasThatAreTooDeepAreAProblem() {
        Problems problems = new Problems();
        read("{items: ".repeat(20) + "{}" + "}".repeat(20), problems);
        assertThat(problems.list())
                .extracting(Problem::toString)
                .isEqualTo(List.of("r.yaml:1:129: items: too deep (expected: at most 16 schemas within each other)"));
    }
}
