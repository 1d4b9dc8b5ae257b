package io.jianhu.loadtest.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.loadtest.arm.GatewayFiles;
import io.jianhu.loadtest.talk.Pace;
import io.jianhu.loadtest.talk.WordBase;
import io.jianhu.release.PolicyFolder;
import io.jianhu.robot.Admission;
import io.jianhu.robot.Registry;
import io.jianhu.robot.Words;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyRobotsTest {

    private static final Path SHIPPED =
            Path.of(System.getProperty("jianhu.home", "..")).resolve("policies");

    @TempDir
    private Path directory;

    @Test
    void eachIsOnDutyForTheClient() throws IOException {
        GatewayFiles files = GatewayFiles.write(directory, SHIPPED, 1, Pace.NONE, WordBase.words(1, 10));

        ManyRobots.robots(files.policies(), 12);

        Problems problems = new Problems();
        Optional<Registry> registry = Registry.compile(
                PolicyFolder.read(files.policies(), problems), problems, new Words(Set.of("openai"), Set.of()));
        assertThat(problems.list()).isEmpty();
        assertThat(registry.orElseThrow().robots()).hasSize(3 + 12);
        Instant now = Instant.parse("2026-12-01T00:00:00Z");
        assertThat(ManyRobots.ids(12))
                .hasSize(12)
                .allSatisfy(id -> assertThat(registry.orElseThrow().admit(id, Optional.of(files.key()), now))
                        .isInstanceOf(Admission.Admitted.class));
    }
}
