package io.jianhu.loadtest.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WordBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartTest {

    private static final Path SHIPPED = Path.of("..", "policies");

    @ParameterizedTest
    @EnumSource
    void isWhatItSays(Part part, @TempDir Path directory) throws IOException {
        GatewayFiles files = GatewayFiles.write(directory, SHIPPED, 1, Pace.NONE, WordBase.words(1, part.words(10)));
        part.change(files.policies());
        List<String> rules = rules(files.policies());
        switch (part) {
            case NO_RULES -> assertThat(rules).isEmpty();
            case NO_WORDS -> assertThat(rules).contains("privacy.yaml").doesNotContain("loadtest.yaml");
            case NO_MASKING -> assertThat(rules).contains("loadtest.yaml").doesNotContain("privacy.yaml");
            case MANY_WORDS, AUDIT_SYNC, AUDIT_ASYNC -> assertThat(rules).contains("loadtest.yaml", "privacy.yaml");
        }
        assertThat(part.words(10))
                .isEqualTo(
                        switch (part) {
                            case NO_RULES, NO_WORDS -> 0;
                            case MANY_WORDS -> 100_000;
                            case NO_MASKING, AUDIT_SYNC, AUDIT_ASYNC -> 10;
                        });
        assertThat(part.arm()).matches("[a-z0-9-]{1,12}");
    }

    private static List<String> rules(Path policies) throws IOException {
        try (Stream<Path> files = Files.list(policies.resolve("rules"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
