package io.jianhu.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A small model server on the loopback address that speaks OpenAI's chat completions, in JSON and in streams, and is
 * well- or ill-behaved as its {@link Manner} says. It needs no key.
 */
public final class MockRobot implements AutoCloseable {

    static {
        // The JDK's server reads both once, when its first instance is made: small writes leave at once, and
        // a load test keeps all its connections.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    }

    private static final int FAILED = 500;
    private static final int NOT_FOUND = 404;
    private static final int BAD = 400;
    private static final int SLOWNESS = 20;
    private static final long STALL_MINUTES = 10;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Mind mind;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Deque<String> requests = new ArrayDeque<>();
    private final AtomicLong count = new AtomicLong();
    private volatile Manner manner;

    private MockRobot(HttpServer server, Manner manner, InstantSource clock) {
        this.server = server;
        this.manner = manner;
        this.clock = clock;
        this.mind = Mind.of(manner.seed());
    }

    /**
     * Starts a robot.
     *
     * @param port 0 for any free one
     */
    public static MockRobot start(int port, Manner manner, InstantSource clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
        MockRobot robot = new MockRobot(server, manner, clock);
        server.setExecutor(robot.threads);
        server.createContext("/", robot::serve);
        server.start();
        return robot;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The base URL for a robot file or a client, ending in {@code /v1}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /** Changes how the next questions are answered; the seed of the answers stays. */
    public void behave(Manner other) {
        manner = other;
    }

    /** How many questions were received. */
    public long asked() {
        return count.get();
    }

    /** The bodies of the newest questions, oldest first. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST") && path.endsWith("/chat/completions")) {
            chat(exchange);
        } else if (exchange.getRequestMethod().equals("GET") && path.endsWith("/models")) {
            send(exchange, 200, "{\"object\":\"list\",\"data\":[{\"id\":\"mock\",\"object\":\"model\"}]}");
        } else {
            send(exchange, NOT_FOUND, "{\"error\":{\"message\":\"no such path\"}}");
        }
    }

    private void chat(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        long number = count.incrementAndGet();
        keep(new String(body, StandardCharsets.UTF_8));
        Asked asked;
        try {
            asked = Asked.read(body);
        } catch (IOException malformed) {
            send(exchange, BAD, "{\"error\":{\"message\":\"not a chat completion\"}}");
            return;
        }
        Mood mood = manner.mood().unless(asked.question());
        String answer = mind.answer(asked.question());
        List<String> pieces = mind.pieces(answer, mood == Mood.CHARACTERS);
        Completion completion =
                new Completion("chatcmpl-mock-" + number, clock.instant().getEpochSecond(), asked, answer, pieces);
        try {
            answer(exchange, mood, completion);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private void answer(HttpExchange exchange, Mood mood, Completion completion)
            throws IOException, InterruptedException {
        boolean stream = completion.asked().stream();
        switch (mood) {
            case STALL -> {
                closed.await(STALL_MINUTES, TimeUnit.MINUTES);
                exchange.close();
            }
            case FAIL -> send(exchange, FAILED, "{\"error\":{\"message\":\"supplier's internal secret\"}}");
            case GARBAGE -> {
                type(exchange, stream);
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write((stream ? "data: {\"choices\": [supplier's secret\n\n" : "<html>supplier's secret")
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
            case WELL, CUT, SLOW, CHARACTERS -> {
                int pauses = mood == Mood.SLOW ? SLOWNESS : mood == Mood.CHARACTERS ? 0 : 1;
                Duration pause = manner.pause().multipliedBy(pauses);
                List<byte[]> chunks = stream ? completion.events() : List.of(completion.document());
                speak(exchange, stream, chunks, pause, mood == Mood.CUT);
            }
        }
    }

    private static void speak(HttpExchange exchange, boolean stream, List<byte[]> chunks, Duration pause, boolean cut)
            throws IOException, InterruptedException {
        type(exchange, stream);
        exchange.sendResponseHeaders(200, stream ? 0 : chunks.getFirst().length);
        OutputStream out = exchange.getResponseBody();
        for (int index = 0; index < chunks.size(); index++) {
            byte[] chunk = chunks.get(index);
            if (cut && 2 * index >= chunks.size() - 1) {
                out.write(chunk, 0, chunk.length / 2);
                out.flush();
                throw new IOException("cut on purpose");
            }
            if (!pause.isZero()) {
                Thread.sleep(pause);
            }
            out.write(chunk);
            out.flush();
        }
        out.close();
    }

    private static void type(HttpExchange exchange, boolean stream) {
        exchange.getResponseHeaders().set("content-type", stream ? "text/event-stream" : "application/json");
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        type(exchange, false);
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void keep(String body) {
        synchronized (requests) {
            requests.addLast(body);
            while (requests.size() > manner.kept()) {
                requests.removeFirst();
            }
        }
    }
}
