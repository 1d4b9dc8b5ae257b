package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Compilation;
import io.jianhu.source.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration file may say. */
final class ConfigurationTest {

    @TempDir
    private Path place;

    private List<String> problems(String text) throws Exception {
        Path file = Files.writeString(place.resolve("jianhu.yaml"), text);
        return switch (Configuration.read(file, Map.of())) {
            case Compilation.Compiled<Configuration> compiled -> List.of();
            case Compilation.Rejected<Configuration> rejected ->
                rejected.problems().stream()
                        .map(Problem::toString)
                        .map(problem -> problem.substring(place.toString().length() + 1))
                        .toList();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "//x/y", "/v1/traces", "collector:4318", "ftp://collector", "http:", "a b"})
    void aCollectorIsAnAddressOfTheWeb(String otlp) throws Exception {
        assertThat(problems("telemetry:\n  otlp: '" + otlp + "'\n"))
                .containsExactly("jianhu.yaml:2:9: otlp: not an address (expected: such as http://collector:4318)");
        assertThat(problems("telemetry: {otlp: 'https://collector:4318'}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "# everything is as it comes\n", "---\n", "---\n# nothing\n...\n", "\uFEFF", "{}"})
    void aFileThatSaysNothingLeavesEveryDefault(String text) throws Exception {
        assertThat(problems(text)).isEmpty();
    }

    @Test
    void aFileIsOneDocument() throws Exception {
        assertThat(problems("{}\n---\n{}\n")).containsExactly("jianhu.yaml:0:0: 2 documents (expected: one)");
    }
}
