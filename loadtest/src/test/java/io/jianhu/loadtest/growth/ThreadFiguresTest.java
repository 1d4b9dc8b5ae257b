package io.jianhu.loadtest.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is learnt of a gateway from outside. */
class ThreadFiguresTest {

    @TempDir
    private Path directory;

    @Test
    void threadsThatBeganSinceCountWholly() {
        ThreadFigures before = new ThreadFigures(Map.of("1", 100L, "2", 50L));
        ThreadFigures after = new ThreadFigures(Map.of("1", 130L, "3", 7L));

        assertThat(after.since(before)).isEqualTo(30 + 7);
    }

    @Test
    void liveMemoryIsTheTotalOfAHistogram() {
        String histogram = """
                 num     #instances         #bytes  class name (module)
                   1:          2000        1048576  [B (java.base@25)
                Total          2000        3145728
                """;

        assertThat(LiveMemory.read(histogram)).hasValue(3);
        assertThat(LiveMemory.read("AttachNotSupportedException")).isEmpty();
    }

    @Test
    void aGatewaySaysWhyItDoesNotStart() throws IOException {
        Path errors = Files.writeString(
                directory.resolve("e"), "WARNING: a\n\npolicies: more than 10000 files\njianhu: 1 problem\n");

        assertThat(Ground.reason(errors)).isEqualTo("policies: more than 10000 files");
        assertThat(Ground.reason(directory.resolve("none"))).contains("cannot be read");
    }
}
