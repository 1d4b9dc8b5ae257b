package io.jianhu;

import io.jianhu.demo.MockRobot;
import io.jianhu.source.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A copy of the shipped policies, a configuration file and a state directory, for one gateway on loopback. */
final class Premises {

    final Path policies;
    final Path state;
    final Path configuration;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    Premises(Path directory, MockRobot model) throws IOException {
        policies = directory.resolve("policies");
        state = directory.resolve("state");
        configuration = directory.resolve("jianhu.yaml");
        Path shipped = Path.of("../policies");
        try (Stream<Path> files = Files.walk(shipped)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = policies.resolve(shipped.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (file.startsWith(shipped.resolve("robots"))) {
                    Files.writeString(
                            copy,
                            Files.readString(file)
                                    .replace(
                                            "http://127.0.0.1:9000/v1",
                                            model.url().toString()));
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        Files.writeString(configuration, """
                listen: {host: 127.0.0.1, port: 0}
                admin: {host: 127.0.0.1, port: 0, auth: {mode: none}}
                policies: ./policies
                auth: {mode: none}
                state: {kind: embedded, dir: ./state}
                """);
    }

    Gateway start() throws IOException, Gateway.Refused {
        return switch (Configuration.read(configuration, Map.of())) {
            case Compilation.Compiled<Configuration> compiled ->
                Gateway.start(compiled.value(), UnaryOperator.identity(), Map.of());
            case Compilation.Rejected<Configuration> rejected ->
                throw new AssertionError(rejected.problems().toString());
        };
    }

    /** Asks the first robot, in a stream. */
    HttpResponse<Stream<String>> ask(String address, String words) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address + "/robots/FT-001/v1/chat/completions"))
                .timeout(Duration.ofSeconds(60))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"" + words
                                + "\"}]}"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String admin(String address, String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static List<String> body(HttpResponse<Stream<String>> response) {
        return response.body().toList();
    }
}
