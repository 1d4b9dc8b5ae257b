package io.jianhu.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema and the reader know the same keys and the same words. */
class MeasuresSchemaTest {
    private static final String FILE = "src/main/resources/io/jianhu/matrix/measures.schema.json";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/properties | 'apiVersion: jianhu/v1\nkind: Measures\n%s: 1\n'",
                "/$defs/instrument/properties | 'apiVersion: jianhu/v1\nkind: Measures\ninstruments:\n  - %s: 1\n'",
                "/$defs/clause/properties | 'apiVersion: jianhu/v1\nkind: Measures\ninstruments:\n  - clauses:\n      - %s: 1\n'",
                "/$defs/words/properties | 'apiVersion: jianhu/v1\nkind: Measures\ninstruments:\n  - title: {%s: 1}\n'",
            })
    void everyKeyOfTheSchemaIsKnownAndNoOther(String pointer, String file) throws IOException {
        List<String> keys = names(schema().at(pointer));
        assertThat(keys).isNotEmpty();
        for (String key : keys) {
            boolean given = key.equals("apiVersion") || key.equals("kind");
            assertThat(given || !refuses(file, key)).as(key).isTrue();
        }
        assertThat(refuses(file, "stranger")).isTrue();
    }

    @Test
    void marksAndControlsAreTheSame() throws IOException {
        JsonNode clause = schema().at("/$defs/clause/properties");
        assertThat(words(clause.at("/mark/enum")))
                .isEqualTo(Arrays.stream(Mark.values()).map(Mark::word).toList());
        assertThat(words(clause.at("/controls/items/enum"))).isEqualTo(List.copyOf(Controls.ALL.keySet()));
    }

    @Test
    void editorsKnowIt() throws IOException {
        assertThat(Files.readString(Path.of("../.vscode/settings.json"))).contains("\"./proxy/" + FILE + "\"");
    }

    private static boolean refuses(String file, String key) {
        return Sheets.problems(Sheets.folder(file.formatted(key))).stream()
                .anyMatch(problem -> problem.contains("unknown key '" + key + "'"));
    }

    private static JsonNode schema() throws IOException {
        return new ObjectMapper().readTree(Files.readString(Path.of(FILE)));
    }

    private static List<String> names(JsonNode mapping) {
        return mapping.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> words(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
