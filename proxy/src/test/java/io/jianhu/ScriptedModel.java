package io.jianhu;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A model server that answers each request as the test says, and keeps what it received. */
final class ScriptedModel implements AutoCloseable {

    /** What is answered. */
    record Script(int status, String contentType, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private volatile Function<String, Script> answer = request -> aptly(request, "好的。");

    private ScriptedModel() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    static ScriptedModel start() throws IOException {
        return new ScriptedModel();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    /** From now on, requests are answered like this. */
    void answers(Function<String, Script> script) {
        answer = script;
    }

    /** The heads and bodies that came, oldest first. */
    List<String> received() {
        return received;
    }

    String newest() {
        return received.getLast();
    }

    void forget() {
        received.clear();
    }

    /** Says one thing, character by character if a stream was asked for. */
    static Script aptly(String request, String words) {
        return request.contains("\"stream\":true")
                ? stream(words.codePoints()
                        .mapToObj(point -> Map.of("content", Character.toString(point)))
                        .toList())
                : says(words);
    }

    /** A document whose message says one thing. */
    static Script says(String words) {
        return message(Map.of("role", "assistant", "content", words));
    }

    static Script message(Object message) {
        return choices(List.of(Map.of("index", 0, "message", message, "finish_reason", "stop")));
    }

    /** A document of some choices. */
    static Script choices(List<?> choices) {
        return json(Map.of(
                "id",
                "chatcmpl-1",
                "object",
                "chat.completion",
                "created",
                1,
                "model",
                "sample-chat",
                "choices",
                choices));
    }

    /** A stream of deltas of the first choice, ended in good order. */
    static Script stream(List<?> deltas) {
        return events(
                deltas.stream().map(delta -> Map.of("index", 0, "delta", delta)).toList());
    }

    /** A stream of events of one choice each, ended in good order. */
    static Script events(List<?> choices) {
        StringBuilder events = new StringBuilder();
        choices.forEach(choice -> events.append(event(choice)));
        events.append(event(Map.of("index", 0, "delta", Map.of(), "finish_reason", "stop")));
        return new Script(200, "text/event-stream", events + "data: [DONE]\n\n");
    }

    private static String event(Object choice) {
        return "data: "
                + write(Map.of(
                        "id",
                        "chatcmpl-1",
                        "object",
                        "chat.completion.chunk",
                        "created",
                        1,
                        "model",
                        "sample-chat",
                        "choices",
                        List.of(choice)))
                + "\n\n";
    }

    private static Script json(Object document) {
        return new Script(200, "application/json", write(document));
    }

    private static String write(Object document) {
        try {
            return House.JSON.writeValueAsString(document);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(
                exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet() + "\n" + body);
        Script script = answer.apply(body);
        byte[] bytes = script.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", script.contentType());
        exchange.sendResponseHeaders(script.status(), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
