package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import io.jianhu.source.Compilation;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole gateway when there is too much, and what its configuration says of that. */
class OverloadJourneyTest {

    private static final Manner SLOW = new Manner(Manner.DEFAULT.mood(), Duration.ofSeconds(2), 1, 0);

    @TempDir
    private Path directory;

    @Test
    void whenTheDataPortIsFullTheOperatorsAreStillServed() throws Exception {
        try (MockRobot model = MockRobot.start(0, SLOW, Clock.systemUTC())) {
            Premises premises = new Premises(directory, model);
            Files.writeString(
                    premises.configuration, "limits: {streams: 1, connections: 3}\n", StandardOpenOption.APPEND);
            try (Gateway gateway = premises.start()) {
                String address = "127.0.0.1:" + gateway.data().port();
                String admin = "127.0.0.1:" + gateway.admin().port();
                HttpResponse<Stream<String>> running = premises.ask(address, "居住登记怎么办理");
                assertThat(running.statusCode()).isEqualTo(200);
                HttpResponse<Stream<String>> refused = premises.ask(address, "居住登记怎么办理");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("retry-after")).isPresent();
                assertThat(refused.body().collect(Collectors.joining())).contains("\"code\":\"streams\"");
                try (Socket second = new Socket(
                                InetAddress.getLoopbackAddress(), gateway.data().port());
                        Socket third = new Socket(
                                InetAddress.getLoopbackAddress(), gateway.data().port())) {
                    assertThat(second.isConnected() && third.isConnected()).isTrue();
                    assertThatThrownBy(() -> new Premises(directory.resolve("other"), model).ask(address, "你好"))
                            .isInstanceOf(UncheckedIOException.class);
                    assertThat(premises.admin(admin, "/readyz")).doesNotContain("draining");
                    String metrics = premises.admin(admin, "/metrics");
                    assertThat(metrics)
                            .containsPattern("jianhu_shed_total\\{reason=\"streams\"} 1\\.0")
                            .containsPattern("jianhu_shed_total\\{reason=\"connections\"} [1-9]")
                            .containsPattern("jianhu_streams_running 1\\.0")
                            .containsPattern("jianhu_memory_share\\{kind=\"heap\"} 0")
                            .containsPattern("jianhu_bodies_bytes [1-9]")
                            .contains("jianhu_stream_kept_characters ", "jianhu_reading_waiting 0.0");
                }
                running.body().close();
            }
        }
    }

    @Test
    void whatAnAdaptiveLimitHasComeToIsShown() throws Exception {
        try (MockRobot model = MockRobot.start(0, SLOW, Clock.systemUTC())) {
            Premises premises = new Premises(directory, model);
            Path robot = premises.policies.resolve("robots/FT-001.yaml");
            Files.writeString(robot, "limits: {adaptive: {floor: 4, ceiling: 200}}\n", StandardOpenOption.APPEND);
            try (Gateway gateway = premises.start()) {
                String admin = "127.0.0.1:" + gateway.admin().port();
                assertThat(premises.admin(admin, "/metrics"))
                        .contains("jianhu_robot_running_limit{robot=\"FT-001\"} 0.0")
                        .doesNotContain("jianhu_robot_running_limit{robot=\"FT-002\"");
                premises.ask("127.0.0.1:" + gateway.data().port(), "居住登记怎么办理")
                        .body()
                        .close();
                assertThat(premises.admin(admin, "/metrics"))
                        .containsPattern("jianhu_robot_running_limit\\{robot=\"FT-001\"} [1-9]");
            }
        }
    }

    private Compilation<Configuration> read(String yaml) throws Exception {
        return Configuration.read(Files.writeString(directory.resolve("c.yaml"), yaml + "\n"), Map.of());
    }

    @Test
    void limitsAndDrainAreRead() throws Exception {
        Compilation<Configuration> read = read("limits: {bodies: 64MiB, totalRequestsPerSecond: 900, connections: 77}\n"
                + "drain: {lameDuck: 3s, grace: 5m}");
        assertThat(read).isInstanceOfSatisfying(Compilation.Compiled.class, compiled -> {
            Configuration configuration = (Configuration) compiled.value();
            assertThat(configuration.limits().bodies()).isEqualTo(64 << 20);
            assertThat(configuration.limits().totalRequestsPerSecond()).isEqualTo(900);
            assertThat(configuration.limits().connections()).isEqualTo(77);
            assertThat(configuration.drain())
                    .isEqualTo(new Configuration.Drain(Duration.ofSeconds(3), Duration.ofMinutes(5)));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drain: {lameduck: 1s} | unknown key 'lameduck' (did you mean 'lameDuck'?)",
                "drain: {grace: 2h} | grace: 7200 s (expected: at most 3600s)",
                "drain: {lameDuck: 10} | lameDuck: 10 (expected: a duration such as 200ms, 2s, 10m, 1h or 7d)",
                "limits: {bodies: 1KiB} | bodies: 1024 bytes (expected: 1MiB or more)",
                "limits: {connection: 5} | unknown key 'connection' (did you mean 'connections'?)"
            })
    void whatIsWrongInThemIsSaid(String yaml, String message) throws Exception {
        assertThat(read(yaml))
                .isInstanceOfSatisfying(
                        Compilation.Rejected.class,
                        rejected -> assertThat(rejected.problems().toString()).contains(message));
    }
}
