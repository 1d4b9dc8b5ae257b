package io.jianhu.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways behind HAProxy are restarted one after the other, and nobody who asks notices. */
@Tag("system")
final class RollingRestartTest {

    private static final int ASKING = 12;
    private static final int PIECES = 30;
    private static final int PAUSE_MILLIS = 100;

    /** Health is asked at the operators' port; a connection that is refused is tried at the other gateway. */
    private static String balancer(int port, ChildGateway one, ChildGateway two) {
        return """
            global
                maxconn 1000
            defaults
                mode http
                timeout connect 2s
                timeout check 3s
                timeout client 30s
                timeout server 30s
                retries 3
                option redispatch 1
                retry-on conn-failure
            frontend all
                bind 127.0.0.1:%d
                default_backend gateways
            backend gateways
                balance roundrobin
                option httpchk
                http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host t
                default-server inter 100ms fall 2 rise 1
                server one 127.0.0.1:%d check port %d
                server two 127.0.0.1:%d check port %d
            """.formatted(port, one.data(), one.admin(), two.data(), two.admin());
    }

    @TempDir
    private Path place;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger streams = new AtomicInteger();
    private final AtomicInteger documents = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Speaks for longer than the lame duck lives, so that running streams outlast the listener. */
    private static final Model.Script SPEAKING = (model, socket, out) -> {
        out.write(Model.streamHead().getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < PIECES; i++) {
            out.write(Model.chunk(Model.delta("第" + i + "段。")).getBytes(StandardCharsets.UTF_8));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        out.write((Model.chunk(Model.last()) + Model.chunk(Model.DONE) + Model.END).getBytes(StandardCharsets.UTF_8));
        return true;
    };

    /** Thinks as long as between two pieces, so that the gateways have time to start beside. */
    private static final Model.Script BRIEF = (model, socket, out) -> {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        out.write(Model.document("好。").getBytes(StandardCharsets.UTF_8));
        return true;
    };

    @Test
    void nobodyNotices() throws Exception {
        int balancer = freePort();
        try (Model speaking = Model.start(SPEAKING);
                Model brief = Model.start(BRIEF);
                ChildGateway one = ChildGateway.on(place.resolve("one"), freePort(), freePort(), speaking, brief);
                ChildGateway two = ChildGateway.on(place.resolve("two"), freePort(), freePort(), speaking, brief)) {
            Thread beside = Thread.ofVirtual().start(() -> start(two));
            one.start();
            beside.join();
            Path file = Files.writeString(place.resolve("haproxy.cfg"), balancer(balancer, one, two));
            Process haproxy = new ProcessBuilder("haproxy", "-db", "-q", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(place.resolve("haproxy.log").toFile())
                    .start();
            List<Thread> asking = new ArrayList<>();
            try {
                Until.so("the balancer serves", () -> serves(balancer));
                for (int i = 0; i < ASKING; i++) {
                    boolean stream = i % 3 != 0;
                    asking.add(Thread.ofVirtual().start(() -> ask(balancer, stream)));
                }
                for (ChildGateway gateway : List.of(one, two)) {
                    moreOfBoth();
                    gateway.stop();
                    moreOfBoth();
                    gateway.start();
                    Until.so("it is asked again", () -> gateway.exchanges() > 0);
                }
                moreOfBoth();
            } finally {
                over.set(true);
                for (Thread thread : asking) {
                    thread.join();
                }
                haproxy.destroy();
                haproxy.waitFor();
            }
            assertThat(wrong).isEmpty();
            System.out.println(streams + " streams and " + documents + " documents during two restarts");
        }
    }

    private void start(ChildGateway gateway) {
        try {
            gateway.start();
        } catch (IOException e) {
            wrong.add(e.toString());
        }
    }

    private static boolean serves(int port) {
        try (Caller caller = new Caller(port)) {
            return caller.ask(true, "你好").read().status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until more streams have ended than there are who ask, so that every one of them began meanwhile. */
    private void moreOfBoth() throws InterruptedException {
        int seen = streams.get();
        int read = documents.get();
        Until.so(
                "more answers: " + wrong,
                () -> !wrong.isEmpty() || (streams.get() > seen + ASKING && documents.get() > read));
    }

    private void ask(int port, boolean stream) {
        while (!over.get()) {
            try (Caller caller = new Caller(port)) {
                caller.send(question(stream));
                Caller.Response response = caller.read();
                String body = response.body();
                if (response.status() != 200) {
                    wrong.add(response.status() + " " + body);
                } else if (stream) {
                    RelayTest.assertOneEnd(body, "stop");
                    assertThat(body).contains("第" + (PIECES - 1) + "段。");
                    streams.incrementAndGet();
                } else {
                    assertThat(body).contains("好。", "\"finish_reason\":\"stop\"");
                    documents.incrementAndGet();
                }
            } catch (IOException | AssertionError e) {
                wrong.add(e.toString());
            }
        }
    }

    /** Documents are asked of the second robot, whose model answers at once. */
    private static String question(boolean stream) {
        String question = Caller.question(stream, "你好");
        return stream ? question : question.replace("/FT-001/", "/FT-002/");
    }
}
