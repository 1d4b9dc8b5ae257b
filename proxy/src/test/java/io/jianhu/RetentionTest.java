package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.source.Fields;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long records are kept: six months at least. */
class RetentionTest {

    @ParameterizedTest
    @CsvSource({"180, true", "200, true", "179, false", "0, false", "-1, false"})
    void recordsAreKeptForSixMonthsAtLeast(int days, boolean accepted) {
        Problems problems = new Problems();
        byte[] file = ("audit: {retentionDays: " + days + "}").getBytes(StandardCharsets.UTF_8);
        Configuration configuration =
                Configuration.of(Fields.of(Yaml.read("a.yaml", file, problems).orElseThrow(), problems), Path.of("."));
        assertThat(problems.list())
                .extracting(Problem::message)
                .isEqualTo(
                        accepted
                                ? List.of()
                                : List.of("retentionDays: " + days + " (expected: a whole number from 180 to 36500)"));
        assertThat(configuration.audit().retentionDays()).isGreaterThanOrEqualTo(180);
    }
}
