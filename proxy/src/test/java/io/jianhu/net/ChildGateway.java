package io.jianhu.net;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A gateway in a process of its own, with the shipped policies, that can be stopped and started again at the same ports. */
final class ChildGateway implements AutoCloseable {

    private static final Pattern EXCHANGES =
            Pattern.compile("jianhu_requests_total\\{[^}]*code=\"200\"[^}]*} ([0-9.]+)");

    private final Path configuration;
    private final int data;
    private final int admin;
    private @Nullable Process process;

    private ChildGateway(Path configuration, int data, int admin) {
        this.configuration = configuration;
        this.data = data;
        this.admin = admin;
    }

    /**
     * Writes what it needs.
     *
     * @param first the model of the first robot
     * @param others the model of all other robots
     */
    static ChildGateway on(Path place, int data, int admin, Model first, Model others) throws IOException {
        Path from = Path.of("..", "policies");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path to =
                        place.resolve("policies").resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Model model = file.endsWith("FT-001.yaml") ? first : others;
                Files.writeString(
                        to,
                        Files.readString(file)
                                .replace("http://127.0.0.1:9000/v1", model.url().toString()));
            }
        }
        Path configuration = Files.writeString(place.resolve("jianhu.yaml"), """
                listen: {host: 127.0.0.1, port: %d}
                admin: {host: 127.0.0.1, port: %d, auth: {mode: none}}
                auth: {mode: none}
                drain: {lameDuck: 2s, grace: 20s}
                """.formatted(data, admin));
        return new ChildGateway(configuration, data, admin);
    }

    int data() {
        return data;
    }

    int admin() {
        return admin;
    }

    /** Starts it and waits until it serves. */
    void start() throws IOException {
        Process started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.jianhu.Main",
                        "serve",
                        "--config",
                        configuration.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process = started;
        BufferedReader out =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        String ready = Objects.requireNonNull(out.readLine(), "the gateway did not start");
        if (!ready.startsWith("jianhu ready ")) {
            throw new IOException(ready);
        }
    }

    /** Tells it to end and waits until it has ended well. */
    void stop() throws InterruptedException {
        Process running = Objects.requireNonNull(process);
        running.destroy();
        if (!running.waitFor(30, TimeUnit.SECONDS) || running.exitValue() != 0) {
            throw new AssertionError("the gateway did not end well: " + running);
        }
    }

    /** How many exchanges it has answered since it was started; 0 while it does not say. */
    double exchanges() {
        try (Caller caller = new Caller(admin)) {
            Matcher all = EXCHANGES.matcher(caller.send("GET /metrics HTTP/1.1\r\nHost: t\r\n\r\n")
                    .read()
                    .body());
            return all.results()
                    .mapToDouble(found -> Double.parseDouble(found.group(1)))
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }
}
