package io.jianhu.loadtest.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Benchmark;

class StandardsTest {

    @TempDir
    private Path directory;

    private Standards read(String text) throws IOException {
        Path file = directory.resolve("gate.tsv");
        Files.writeString(file, text);
        return Standards.read(file);
    }

    @Test
    void theFirstLineIsTheYardstick() throws IOException {
        Standards standards = read("# words\nA.a count=1\t1\n\nB.b\t0.25\n");

        assertThat(standards.yardstick()).isEqualTo(new MicroRun("A.a", List.of("count=1")));
        assertThat(standards.list()).containsExactly(new Standards.Standard(MicroRun.of("B.b"), 0.25));
    }

    @Test
    void whatIsWrittenReadsAgain() throws IOException {
        Path file = directory.resolve("written.tsv");
        read("A.a\t1\nB.b kind=PLAIN\t0.25\nC.c\t3\n").write(file, List.of(0.1234, 1500.0));

        assertThat(Standards.read(file).list())
                .containsExactly(
                        new Standards.Standard(MicroRun.of("B.b kind=PLAIN"), 0.123),
                        new Standards.Standard(MicroRun.of("C.c"), 1500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"B.b", "B.b\t0", "B.b\t-1", "B.b\tNaN", "B.b\tmuch", "B\t1", "B.b count\t1", "B.b\t1\t1"})
    void aLineThatMakesNoSenseIsNamed(String line) {
        assertThatThrownBy(() -> read("A.a\t1\n" + line + "\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gate.tsv:2: ");
    }

    @Test
    void aYardstickAloneMeasuresNothing() {
        assertThatThrownBy(() -> read("A.a\t1\n")).hasMessageContaining("1 benchmarks (expected: ");
    }

    @Test
    void aLittleSlowerIsForgiven() {
        Standards.Standard standard = new Standards.Standard(MicroRun.of("B.b"), 2);

        assertThat(standard.isMet(1.5, 0.25)).isTrue();
        assertThat(standard.isMet(1.49, 0.25)).isFalse();
        assertThat(standard.isMet(9, 0.25)).isTrue();
    }

    @Test
    void everyBenchmarkOfTheShippedFileIsThere() throws IOException {
        Standards standards = Standards.read(Path.of("gate.tsv"));

        assertThat(Stream.concat(
                        Stream.of(standards.yardstick()),
                        standards.list().stream().map(Standards.Standard::benchmark)))
                .allMatch(StandardsTest::isThere);
    }

    private static boolean isThere(MicroRun run) {
        String[] name = run.benchmark().split("\\.", 2);
        try {
            return Arrays.stream(
                            Class.forName("io.jianhu.loadtest.micro." + name[0]).getMethods())
                    .filter(method -> method.isAnnotationPresent(Benchmark.class))
                    .map(Method::getName)
                    .anyMatch(name[1]::equals);
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }
}
