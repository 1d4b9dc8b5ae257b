package io.jianhu.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Any bytes are refused calmly, or are exactly what is written for what was read. */
class BundleFuzzTest {

    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("bundle", ".fuzz");
        try {
            Files.write(file, bytes);
            Problems problems = new Problems();
            Optional<Bundle> read = Bundle.read(file, problems);
            assertThat(read.isEmpty()).isEqualTo(!problems.isEmpty());
            read.ifPresent(bundle -> {
                assertThat(bundle.bytes()).isEqualTo(bytes);
                assertThat(bundle.folder().files().keySet()).allMatch(PolicyFolder::isPath);
            });
            problems.list().forEach(problem -> assertThat(problem.message()).hasSizeLessThan(400));
        } finally {
            Files.delete(file);
        }
    }
}
