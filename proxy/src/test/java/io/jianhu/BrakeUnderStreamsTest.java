package io.jianhu;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.demo.Manner;
import io.jianhu.demo.MockRobot;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guardian steps on the brake while a robot speaks to many. */
class BrakeUnderStreamsTest {

    private static final int STREAMS = 200;
    /** Far from its end when the brake comes. */
    private static final Manner SLOW = new Manner(Manner.DEFAULT.mood(), Duration.ofSeconds(2), 1, 0);

    @TempDir
    Path directory;

    @Test
    void allStreamsEndOnceAndTheBrakeOutlivesARestart() throws Exception {
        try (MockRobot model = MockRobot.start(0, SLOW, Clock.systemUTC());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Premises premises = new Premises(directory, model);
            try (Gateway gateway = premises.start()) {
                String address = "127.0.0.1:" + gateway.data().port();
                List<Future<HttpResponse<Stream<String>>>> asked = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    asked.add(threads.submit(() -> premises.ask(address, "居住登记怎么办理")));
                }
                List<Future<List<String>>> bodies = new ArrayList<>();
                for (Future<HttpResponse<Stream<String>>> one : asked) {
                    HttpResponse<Stream<String>> begun = one.get();
                    assertThat(begun.statusCode()).isEqualTo(200);
                    bodies.add(threads.submit(() -> Premises.body(begun)));
                }
                long began = System.nanoTime();
                brake(gateway.admin().port());
                for (Future<List<String>> body : bodies) {
                    List<String> lines = body.get();
                    assertThat(lines.stream().filter("data: [DONE]"::equals)).hasSize(1);
                    assertThat(lines.getLast().isEmpty() ? lines.get(lines.size() - 2) : lines.getLast())
                            .isEqualTo("data: [DONE]");
                    String all = String.join("", lines);
                    assertThat(all.split("监护人已暂停", -1)).hasSize(2);
                    assertThat(all).contains("registry.braked").doesNotContain("暂时连不上");
                }
                System.out.println(STREAMS + " streams ended " + (System.nanoTime() - began) / 1_000_000
                        + " ms after the guardian asked for the brake");
            }
            try (Gateway gateway = premises.start()) {
                HttpResponse<Stream<String>> answer =
                        premises.ask("127.0.0.1:" + gateway.data().port(), "居住登记怎么办理");
                assertThat(String.join("", Premises.body(answer))).contains("监护人已暂停");
            }
        }
    }

    private static void brake(int port) throws Exception {
        URI admin = URI.create("http://127.0.0.1:" + port);
        try (HttpClient client = HttpClient.newHttpClient()) {
            String me = client.send(
                            HttpRequest.newBuilder(admin.resolve("/api/me")).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            HttpResponse<String> braked = client.send(
                    HttpRequest.newBuilder(admin.resolve("/api/robots/FT-001/brake"))
                            .header("content-type", "application/json")
                            .header("x-jianhu-csrf", me.replaceAll("(?s).*\"csrf\"\\s*:\\s*\"([^\"]*)\".*", "$1"))
                            .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"检查\"}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(braked.statusCode()).as(braked.body()).isEqualTo(200);
        }
    }
}
