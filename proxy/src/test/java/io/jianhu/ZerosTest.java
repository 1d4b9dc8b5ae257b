package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.flow.Gate;
import io.jianhu.flow.ReadingRoom;
import io.jianhu.net.Rejects;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dashboards rely on is there before anybody has asked anything. */
class ZerosTest {

    private static final Path SOURCES = Path.of("src/main/java/io/jianhu");

    @Test
    void aFreshGatewayShowsEveryNameThatDashboardsRelyOn(@TempDir Path state) throws Exception {
        try (House house = House.open(state, URI.create("http://127.0.0.1:1/v1"))) {
            String metrics = house.metrics();
            assertThat(Stream.of(
                            "jianhu_requests_total{",
                            "jianhu_decisions_total{",
                            "jianhu_rule_matches_total{",
                            "jianhu_masked_values_total{",
                            "jianhu_disclosures_total{",
                            "jianhu_upstream_requests_total{",
                            "jianhu_upstream_retries_total{",
                            "jianhu_upstream_inflight{",
                            "jianhu_upstream_ejected{",
                            "jianhu_upstream_breaker_state{",
                            "jianhu_shed_total{",
                            "jianhu_protocol_rejects_total{",
                            "jianhu_policy_reloads_total{result=\"refused\"}"))
                    .allSatisfy(name -> assertThat(metrics).contains("\n" + name));
            assertThat(metrics)
                    .contains(
                            "jianhu_rule_matches_total{mode=\"enforce\",rule=\"JH-3110\",stage=\"output\"} 0.0",
                            "jianhu_decisions_total{decision=\"refuse\",robot=\"FT-001\",stage=\"output\"} 0.0");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "net, (?:Rejection|refuse)\\((?!503)\\d+[^)\"]*\"([a-z0-9-]+)\"",
        "net, (?:rejected|dropped)\\(\"([a-z0-9-]+)\"\\)",
        "net, drop\\(context[^)]*\"([a-z0-9-]+)\"",
    })
    void everyReasonForARejectionIsKnownBeforehand(String room, String where) throws IOException {
        assertThat(words(room, where)).isNotEmpty().isSubsetOf(Rejects.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "net, shed\\(\"([a-z-]+)\"\\)",
        "net, turnAway\\([^\"]*\"([a-z-]+)\"",
        "net, Rejection\\(503[^\"]*\"([a-z-]+)\"",
        "flow/Gate.java, '(?:429|503).{1,3}\"([a-z-]+)\"'",
        "flow/Gate.java, accept\\(\"([a-z-]+)\"\\)",
    })
    void everyReasonForTurningAwayIsKnownBeforehand(String room, String where) throws IOException {
        Set<String> known = new TreeSet<>(Rejects.SHED);
        known.addAll(Gate.SHED);
        known.add(ReadingRoom.SHED);
        assertThat(words(room, where)).isNotEmpty().isSubsetOf(known);
    }

    private static Set<String> words(String room, String where) throws IOException {
        Pattern pattern = Pattern.compile(where);
        Set<String> words = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(word -> words.add(word.group(1)));
            }
        }
        return words;
    }
}
