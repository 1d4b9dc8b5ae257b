package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code jianhu demo --once} with the shipped policies, and with one rule taken out. */
class DemoCommandTest {

    private static final Path SHIPPED = Path.of("../policies");

    @TempDir
    Path place;

    private final StringWriter out = new StringWriter();

    @Test
    void asksWhatTheDemoInvitesToAskAndEnds() {
        assertThat(once(SHIPPED)).as(out.toString()).isZero();
        assertThat(out.toString()).contains("问 居住证怎么办理？", "答 [200 allow] ", "答 [200 mask] ", "答 [200 refuse] ", "人工智能");
    }

    @Test
    void aQuestionThatMeetsAnotherDecisionIsAFinding() throws IOException {
        assertThat(once(copyWithout("JH-3110", "JH-3111"))).as(out.toString()).isOne();
        assertThat(out.toString()).contains("答 [200 mask] ").doesNotContain("refuse");
    }

    private int once(Path policies) {
        return new CommandLine(DemoCommand.class)
                .setOut(new PrintWriter(out))
                .execute("--once", "--policies", policies.toString());
    }

    private Path copyWithout(String... rules) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SHIPPED)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = place.resolve(SHIPPED.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(copy.getParent()));
            Files.copy(file, copy);
        }
        Path overrides = Files.createDirectories(place.resolve("overrides"));
        for (String rule : rules) {
            Files.writeString(overrides.resolve(rule + ".yaml"), """
                    apiVersion: jianhu/v1
                    kind: Overrides
                    rules: [{id: %s, reason: 试验, disable: true}]
                    """.formatted(rule));
        }
        return place;
    }
}
