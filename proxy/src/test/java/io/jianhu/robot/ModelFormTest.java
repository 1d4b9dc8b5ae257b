package io.jianhu.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a model answers, and what is done when it does not. */
final class ModelFormTest {

    private static final String URL = "  url: \"http://127.0.0.1:9000/v1\"\n";

    private static String with(String keys) {
        return Sample.ROBOT.replace(URL, keys);
    }

    private static Robot.Upstream read(String keys) {
        return Sample.compile(Sample.withRobot(with(keys)))
                .robot("FT-001")
                .orElseThrow()
                .upstream();
    }

    @Test
    void oneAddressIsOneEndpointAndNothingElseIsAskedFor() {
        Robot.Upstream upstream = read(URL);
        assertThat(upstream.endpoints()).singleElement().satisfies(only -> {
            assertThat(only.url()).isEqualTo(URI.create("http://127.0.0.1:9000/v1"));
            assertThat(only.apiKey()).isPresent();
            assertThat(only.weight()).isOne();
        });
        assertThat(upstream.fallback()).isEmpty();
        assertThat(upstream.probe()).isEmpty();
        assertThat(upstream.authority()).isEmpty();
        assertThat(upstream.http()).isEqualTo(Robot.Http.AUTO);
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "1, ONE", "2, TWO", "'\"2\"', TWO"})
    void versionsOfHttp(String word, Robot.Http http) {
        assertThat(read(URL + "  http: " + word + "\n").http()).isEqualTo(http);
    }

    @Test
    void readsEveryKey() {
        Robot.Upstream upstream = read("""
                  endpoints:
                    - {url: "http://10.1.1.1:9000/v1", weight: 3}
                    - {url: "https://model.example/v1", apiKeyFrom: env:OTHER}
                  fallback: notice
                  probe: {path: /health, every: 5s}
                  tls: {ca: /etc/jianhu/ca.pem}
                """);
        assertThat(upstream.endpoints())
                .extracting(Robot.Endpoint::url)
                .containsExactly(URI.create("http://10.1.1.1:9000/v1"), URI.create("https://model.example/v1"));
        assertThat(upstream.endpoints()).extracting(Robot.Endpoint::weight).containsExactly(3, 1);
        assertThat(upstream.endpoints()).allMatch(one -> one.apiKey().isPresent());
        assertThat(upstream.fallback()).hasValue(new Robot.Fallback.Notice());
        assertThat(upstream.probe()).hasValue(new Robot.Probe("/health", Duration.ofSeconds(5)));
        assertThat(upstream.authority()).hasValue(Path.of("/etc/jianhu/ca.pem"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoints: [{url: 'http://u:hush@m/v1'}] | 15:21: url: not an address of a model (expected: http or https, a host, no user, query or fragment)",
                "endpoints: [{url: 'http://m/v1#x'}] | 15:21: url: not an address of a model (expected: http or https, a host, no user, query or fragment)",
                "endpoints: [{url: 'gopher://m/v1'}] | 15:21: url: not an address of a model (expected: http or https, a host, no user, query or fragment)",
                "endpoints: [{url: 'http://m/v1'}, {url: 'http://m/v1'}] | 15:43: url: stands already among the endpoints (expected: another address)",
                "endpoints: [] | 15:14: endpoints: 0 entries (expected: 1-32)",
                "endpoints: [{url: 'http://m/v1', weigth: 2}] | 15:36: unknown key 'weigth' (did you mean 'weight'?)",
                "endpoints: [{url: 'http://m/v1', weight: 0}] | 15:44: weight: 0 (expected: a whole number from 1 to 100)",
                "endpoint: [{url: 'http://m/v1'}] | 15:3: unknown key 'endpoint' (did you mean 'endpoints'?)",
                "{url: 'http://m/v1', fallback: notise} | fallback: 'notise' (expected: notice, or {robot: ID}) (did you mean 'notice'?)",
                "{url: 'http://m/v1', probe: {path: health}} | path: 'health' (expected: a path such as /health)",
                "{url: 'http://m/v1', probe: {path: /health, every: 10ms}} | every: 10ms (expected: 1s or longer)",
                "{url: 'http://m/v1', tls: {ca: ca.pem}} | ca: 'ca.pem' (expected: an absolute path of certificates in PEM)",
                "{url: 'http://m/v1', http: atuo} | http: 'atuo' (expected: auto, 1 or 2) (did you mean 'auto'?)",
                "{url: 'http://m/v1', http: 3} | http: '3' (expected: auto, 1 or 2)",
                "{url: 'http://m/v1', htpp: 2} | unknown key 'htpp' (did you mean 'http'?)",
                "{url: 'http://m/v1', endpoints: [{url: 'http://m/v2'}]} | url: given beside endpoints (expected: one of the two)",
            })
    void refuses(String keys, String problem) {
        String block = keys.startsWith("{")
                ? Sample.ROBOT
                        .replace("upstream:\n", "upstream: " + keys.substring(0, keys.length() - 1) + ", model: m-1}\n")
                        .replace(URL, "")
                        .replace("  model: m-1\n  apiKeyFrom: env:FT001_KEY\n", "")
                : with("  " + keys + "\n");
        assertThat(Sample.problems(Sample.withRobot(block)))
                .anySatisfy(line -> assertThat(line).endsWith(problem));
    }

    @Test
    void aFallbackIsAnotherRegisteredRobotAndNoCircle() {
        Map<String, String> files = Sample.withRobot(with(URL + "  fallback: {robot: FT-002}\n"));
        assertThat(Sample.problems(files))
                .containsExactly("robots/FT-001.yaml:16:21: fallback: unknown robot 'FT-002' (did you mean 'FT-001'?)");
        String second = Sample.ROBOT.replace("FT-001", "FT-002").replace("FT01", "FT02");
        files.put("robots/FT-002.yaml", second);
        assertThat(Sample.compile(files)
                        .robot("FT-001")
                        .orElseThrow()
                        .upstream()
                        .fallback())
                .hasValueSatisfying(other -> assertThat(other).hasToString("Other[robot=FT-002]"));
        files.put("robots/FT-002.yaml", second.replace(URL, URL + "  fallback: {robot: FT-001}\n"));
        assertThat(Sample.problems(files))
                .containsExactlyInAnyOrder(
                        "robots/FT-001.yaml:16:21: fallback: 'FT-002' (expected: a robot that does not lead back to FT-001)",
                        "robots/FT-002.yaml:16:21: fallback: 'FT-001' (expected: a robot that does not lead back to FT-002)");
        assertThat(Sample.problems(Sample.withRobot(with(URL + "  fallback: {robot: FT-001}\n"))))
                .containsExactly("robots/FT-001.yaml:16:21: fallback: 'FT-001' (expected: another robot than itself)");
    }
}
