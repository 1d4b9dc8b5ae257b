package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a gateway in a process of its own. */
final class SocketDrainTest {

    @TempDir
    private Path place;

    /** A running gateway and its ports. */
    private record Child(Process process, int data, int admin) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Child start(Model model) throws IOException {
        return start(model, "{lameDuck: 1s}");
    }

    private Child start(Model model, String drain) throws IOException {
        Path from = Path.of("..", "policies");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path to =
                        place.resolve("policies").resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(
                        to,
                        Files.readString(file)
                                .replace("http://127.0.0.1:9000/v1", model.url().toString()));
            }
        }
        Path file = Files.writeString(place.resolve("jianhu.yaml"), """
                listen: {host: 127.0.0.1, port: 0}
                admin: {host: 127.0.0.1, port: 0}
                auth: {mode: none}
                drain: %s
                """.formatted(drain));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.jianhu.Main",
                        "serve",
                        "--config",
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String ready = Objects.requireNonNull(out.readLine(), "the gateway did not start");
        return new Child(process, port(ready, "data="), port(ready, "admin="));
    }

    private static int port(String ready, String name) {
        String rest = ready.substring(ready.indexOf(name));
        return Integer.parseInt(rest.substring(rest.indexOf(':') + 1).split(" ", -1)[0]);
    }

    private static int readiness(Child child) throws IOException {
        try (Caller caller = new Caller(child.admin())) {
            return caller.send("GET /readyz HTTP/1.1\r\nHost: t\r\n\r\n").read().status();
        }
    }

    @Test
    void endsItsStreamsAndThenItself() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        String whole = Model.stream("前面的话。", "后面的话。");
        int half = whole.indexOf("前面的话。") + 40;
        Model.Script slowly = (model, socket, out) -> {
            out.write(whole.substring(0, half).getBytes(StandardCharsets.UTF_8));
            goOn.await();
            out.write(whole.substring(half).getBytes(StandardCharsets.UTF_8));
            return true;
        };
        try (Model model = Model.start(slowly);
                Child child = start(model);
                Caller stream = new Caller(child.data())) {
            assertThat(readiness(child)).isEqualTo(200);
            stream.ask(true, "你好");
            Until.so("the model is asked", () -> model.asked.get() == 1);
            child.process().destroy();
            Until.so("not ready", () -> {
                try {
                    return readiness(child) == 503;
                } catch (IOException e) {
                    return false;
                }
            });
            try (Caller late = new Caller(child.data())) { // a moment longer: the balancer has not noticed yet
                assertThat(late.send("GET /nothing HTTP/1.1\r\nHost: t\r\n\r\n")
                                .read()
                                .header("connection"))
                        .isEqualTo("close");
            }
            Until.so("refuses", () -> {
                try (Caller refused = new Caller(child.data())) {
                    return refused.socket.isClosed();
                } catch (IOException e) {
                    return true;
                }
            });
            assertThat(child.process().isAlive()).isTrue();
            goOn.countDown();
            String body = stream.read().body();
            assertThat(body).contains("前面的话。", "后面的话。");
            RelayTest.assertOneEnd(body, "stop");
            assertThat(child.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(child.process().exitValue()).isZero();
            assertThatThrownBy(() -> readiness(child)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void endsWhatOutlastsTheGraceWithItsOwnWords() throws Exception {
        String half = Model.streamHead() + Model.chunk(Model.delta("前面的话。"));
        try (Model model = Model.start(Model.waits(half));
                Child child = start(model, "{lameDuck: 0s, grace: 1s}");
                Caller speaking = new Caller(child.data());
                Caller waiting = new Caller(child.data())) {
            speaking.ask(true, "你好").head();
            model.then(Model.waits(""));
            waiting.ask(true, "你好");
            Until.so("both are asked", () -> model.asked.get() == 2);
            child.process().destroy();
            StringBuilder words = new StringBuilder();
            for (byte[] piece = speaking.chunk(); piece.length > 0; piece = speaking.chunk()) {
                words.append(new String(piece, StandardCharsets.UTF_8));
            }
            assertThat(words).contains("前面的话。", "智能服务暂时中断", "\"closing\"");
            RelayTest.assertOneEnd(words.toString(), "content_filter");
            Caller.Response unbegun = waiting.read();
            assertThat(unbegun.status()).isEqualTo(503);
            assertThat(unbegun.header("retry-after")).isNotEmpty();
            assertThat(unbegun.body()).contains("\"code\":\"closing\"");
            assertThat(child.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(child.process().exitValue()).isZero();
            try (Stream<Path> ledger = Files.walk(place.resolve("data/audit"))) {
                String kept = ledger.filter(Files::isRegularFile)
                        .map(file -> read(file))
                        .collect(Collectors.joining());
                assertThat(kept.split("\"reason\":\"closing\"", -1)).hasSize(3);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aSecondSignalEndsItAtOnce() throws Exception {
        try (Model model = Model.start(Model.waits(Model.streamHead() + Model.chunk(Model.delta("好。"))));
                Child child = start(model, "{lameDuck: 10m, grace: 1h}");
                Caller stream = new Caller(child.data())) {
            stream.ask(true, "你好").head();
            child.process().destroy();
            Until.so("not ready", () -> {
                try {
                    return readiness(child) == 503;
                } catch (IOException e) {
                    return false;
                }
            });
            child.process().destroy();
            assertThat(child.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(child.process().exitValue()).isEqualTo(143);
        }
    }

    @Test
    void aHangUpEndsNothing() throws Exception {
        try (Model model = Model.saying("");
                Child child = start(model)) {
            Process hangUp = new ProcessBuilder(
                            "kill", "-HUP", Long.toString(child.process().pid()))
                    .start();
            assertThat(hangUp.waitFor()).isZero();
            assertThat(child.process().waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(readiness(child)).isEqualTo(200);
        }
    }

    @Test
    void withNothingRunningItIsSoonGone() throws Exception {
        try (Model model = Model.saying("");
                Child child = start(model);
                Caller resting = new Caller(child.data())) {
            resting.send("GET /nothing HTTP/1.1\r\nHost: t\r\n\r\n").read();
            long began = System.nanoTime();
            child.process().destroy();
            assertThat(child.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(child.process().exitValue()).isZero();
        }
    }
}
