package io.jianhu.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private final Problems problems = new Problems();

    @Test
    void aVariableStandsInForAKeyWhateverItsHumps() {
        assertThat(lameDuck(Map.of("JIANHU_DRAIN_LAME_DUCK", "5s"))).isEqualTo(Duration.ofSeconds(5));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aSlipIsRefusedWithTheNameThatWasMeant() {
        assertThat(lameDuck(Map.of("JIANHU_DRAIN_LAMEDUCK", "5s"))).isEqualTo(Duration.ofSeconds(3));
        assertThat(problems.list())
                .extracting(Problem::toString)
                .containsExactly("jianhu.yaml:1:1: unknown environment variable 'JIANHU_DRAIN_LAMEDUCK'"
                        + " (did you mean 'JIANHU_DRAIN_LAME_DUCK'?)");
    }

    @Test
    void variablesOfOthersAreTheirs() {
        lameDuck(Map.of(
                "JIANHU_SERVICE_HOST",
                "10.0.0.1",
                "JIANHU_PORT",
                "tcp://10.0.0.1:80",
                "JIANHU_JAVA_OPTIONS",
                "-Xmx1g",
                "DRAIN_LAMEDUCK",
                "5s",
                "JIANHUDRAIN_LAME_DUCK",
                "5s"));
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aWrongValueIsToldByItsVariable() {
        lameDuck(Map.of("JIANHU_DRAIN_LAME_DUCK", "soon"));
        assertThat(problems.list())
                .singleElement()
                .asString()
                .startsWith("jianhu.yaml:1:19: JIANHU_DRAIN_LAME_DUCK: soon (expected: ");
    }

    private Duration lameDuck(Map<String, String> variables) {
        Value file = Yaml.read("jianhu.yaml", "drain: {lameDuck: 3s}".getBytes(StandardCharsets.UTF_8), problems)
                .orElseThrow();
        Environment environment = new Environment(variables, "JIANHU");
        Fields fields = Fields.of(file, problems, environment);
        Duration lameDuck = fields.fields("drain").duration("lameDuck", Duration.ZERO);
        fields.end();
        environment.end(file.place(), problems);
        return lameDuck;
    }
}
