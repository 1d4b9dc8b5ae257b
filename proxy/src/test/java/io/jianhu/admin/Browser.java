package io.jianhu.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A headless Chromium, driven over the DevTools protocol. Remembers every complaint of the page. */
final class Browser implements AutoCloseable, WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();

    /**
     * Starts a browser.
     *
     * @param profile a new, empty directory
     */
    Browser(Path profile) throws Exception {
        process = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--lang=zh-CN",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Path port = profile.resolve("DevToolsActivePort");
        await(
                "Chromium's port",
                () -> Files.exists(port) && Files.readAllLines(port).size() == 2);
        String address = "http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list";
        JsonNode targets = JSON.readTree(
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
        String page = "";
        for (JsonNode target : targets) {
            if (target.path("type").asText().equals("page")) {
                page = target.path("webSocketDebuggerUrl").asText();
            }
        }
        socket = client.newWebSocketBuilder().buildAsync(URI.create(page), this).get(30, TimeUnit.SECONDS);
        call("Runtime.enable", "{}");
        call("Log.enable", "{}");
        call("Page.enable", "{}");
    }

    /** Something that is to become true. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(String what, Condition condition) throws Exception {
        Instant until = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(until)) {
                throw new AssertionError(what + " did not come about in " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(25);
        }
    }

    /** Errors, warnings and violations that the page caused. */
    List<String> complaints() {
        return complaints;
    }

    void go(String address) throws Exception {
        call("Page.navigate", JSON.writeValueAsString(Map.of("url", address)));
        await(address, () -> evaluate("document.readyState").equals("complete"));
    }

    /** The value of an expression, as text. */
    String evaluate(String expression) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                JSON.writeValueAsString(Map.of("expression", expression, "returnByValue", true, "awaitPromise", true)));
        return answer.path("result").path("value").asText();
    }

    void awaitPage(String expression) throws Exception {
        await(expression, () -> evaluate("!!(" + expression + ")").equals("true"));
    }

    void look(int width, int height, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light") + "\"}]}");
    }

    void screenshot(Path file) throws Exception {
        JsonNode picture = call("Page.captureScreenshot", "{\"format\":\"png\"}");
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    private JsonNode call(String method, String parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .get(30, TimeUnit.SECONDS);
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            try {
                take(JSON.readTree(text));
            } catch (IOException impossible) {
                complaints.add(impossible.toString());
            }
        }
        from.request(1);
        return null;
    }

    private void take(JsonNode message) {
        CompletableFuture<JsonNode> call = calls.remove(message.path("id").asInt(0));
        if (call != null) {
            call.complete(message.path("result"));
            return;
        }
        JsonNode body = message.path("params");
        switch (message.path("method").asText()) {
            case "Log.entryAdded" ->
                complaints.add(body.path("entry").path("text").asText() + " "
                        + body.path("entry").path("url").asText());
            case "Runtime.exceptionThrown" ->
                complaints.add(body.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> complaints.add(body.path("args").toString());
            default -> {}
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(slow -> process.destroyForcibly())
                .join();
        client.shutdownNow();
    }
}
