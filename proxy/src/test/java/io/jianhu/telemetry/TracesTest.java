package io.jianhu.telemetry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Subject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TracesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final Subject SUBJECT = new Subject("REQ-1", "FT-001", "sample", "portal", "openai", "r-1");

    private final WireMockServer collector = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        collector.start();
        collector.stubFor(post(urlEqualTo("/v1/traces")).willReturn(aResponse().withStatus(200)));
    }

    @AfterEach
    void stop() {
        collector.stop();
    }

    private String sent(Event... events) {
        try (Traces traces = Traces.to(URI.create(collector.baseUrl()))) {
            for (Event event : events) {
                assertThat(traces.saw(event)).isCompleted();
            }
        }
        return String.join(
                "\n",
                collector.findAll(postRequestedFor(urlEqualTo("/v1/traces"))).stream()
                        .map(request -> new String(request.getBody(), StandardCharsets.ISO_8859_1))
                        .toList());
    }

    private static Event answered(Duration upstream) {
        return new Event.Answered(
                SUBJECT,
                NOW,
                Decision.MASK,
                List.of("JH-1101"),
                Optional.empty(),
                Event.NoticeState.GIVEN,
                "sample-model",
                Duration.ofMillis(40),
                Optional.of(Duration.ofMillis(10)),
                upstream,
                0,
                12);
    }

    @Test
    void anAnswerIsAnExchangeWithACallBelowIt() {
        assertThat(sent(answered(Duration.ofMillis(30))))
                .contains("exchange FT-001", "chat sample-model", "REQ-1", "mask", "JH-1101", "r-1", "first words");
    }

    @Test
    void anAnswerOfTheGatewaysOwnHasNoCall() {
        assertThat(sent(answered(Duration.ZERO))).contains("exchange FT-001").doesNotContain("chat sample-model");
    }

    @Test
    void aFailureIsNamedByItsReason() {
        assertThat(sent(new Event.Failed(SUBJECT, NOW, "upstream-timeout", 504, Duration.ofMillis(40))))
                .contains("upstream-timeout");
    }

    @Test
    void aCollectorThatIsAwayHoldsNobodyUp() {
        collector.stop();
        try (Traces traces = Traces.to(URI.create("http://127.0.0.1:1"))) {
            assertThat(traces.saw(answered(Duration.ofMillis(30)))).isCompleted();
        }
    }
}
