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

/** Which addresses the configuration lets models have, and how much it lets answers take. */
final class UpstreamsConfigurationTest {

    @TempDir
    private Path place;

    private List<String> problems(String text) throws Exception {
        Path file = Files.writeString(place.resolve("jianhu.yaml"), text);
        return switch (Configuration.read(file, Map.of())) {
            case Compilation.Compiled<Configuration> compiled -> List.of();
            case Compilation.Rejected<Configuration> rejected ->
                rejected.problems().stream().map(Problem::message).toList();
        };
    }

    @Test
    void rulesAreBlocksAddressesAndHosts() throws Exception {
        assertThat(problems("upstreams: {allow: [10.0.0.0/8, '*.gov.example'], deny: [10.9.0.0/16, 'fd00::/8']}"))
                .isEmpty();
        assertThat(problems("listen: {port: 0}")).isEmpty();
    }

    @Test
    void aRuleThatIsNoneAndAnUnknownKeyAreErrors() throws Exception {
        assertThat(problems("upstreams: {allow: [10.0.0.0/99]}"))
                .containsExactly(
                        "allow: '10.0.0.0/99' (expected: such as 10.0.0.0/8, fd00::/8, model.example or *.example)");
        assertThat(problems("upstreams: {denny: [10.0.0.0/8]}"))
                .containsExactly("unknown key 'denny' (did you mean 'deny'?)");
    }

    @Test
    void howMuchMayBeKeptOfAllAnswersHasABound() throws Exception {
        assertThat(problems("cache: {bytes: 256MiB}")).isEmpty();
        assertThat(problems("cache: {bytes: 0}")).isEmpty();
        assertThat(problems("cache: {bytes: 2GiB}"))
                .containsExactly("bytes: 2147483648 bytes (expected: 0-1073741824)");
    }
}
