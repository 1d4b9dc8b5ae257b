package io.jianhu.assess;

import io.jianhu.chat.Decision;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A robot as citizens reach it: through the gateway. Used by many threads. */
public final class Examinee implements AutoCloseable {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int OVERLOADED = 503;
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI base;
    private final Optional<String> key;
    private final Duration patience;

    /**
     * A robot behind a gateway, which is not asked yet.
     *
     * @param gateway the data plane's address, http or https
     * @param key what the gateway asks of its clients, if anything
     * @param patience how long one answer may take
     */
    public Examinee(URI gateway, String robot, Optional<String> key, Duration patience) {
        String address = gateway.toString();
        this.base = URI.create((address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
                + "/robots/" + robot + "/v1/");
        this.key = key;
        this.patience = patience;
    }

    /** What a gateway says of a robot before it is asked anything. */
    public record Introduction(String policy, String model) {}

    /**
     * Asks the gateway about the robot.
     *
     * @throws IOException when it cannot be reached or does not let this client in, with the reason
     */
    public Introduction introduce() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request("models").GET().build(), BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException(base.resolve("models") + ": " + broken(response));
        }
        Optional<Value> answer = parsed(response.body());
        String model = answer.map(value -> Fields.of(value, new Problems()).list("data"))
                .filter(list -> !list.isEmpty())
                .map(list -> list.getFirst().text("id", ""))
                .orElse("");
        return new Introduction(header(response, "x-jianhu-policy"), model);
    }

    /** Asks in a new conversation. Where the gateway is too busy it is asked again, a little later each time. */
    public Reply ask(String question) throws InterruptedException {
        HttpRequest request = request("chat/completions")
                .header("content-type", "application/json")
                .header("x-conversation-id", "assess-" + UUID.randomUUID())
                .POST(BodyPublishers.ofString(Json.write(json -> {
                    json.writeArrayFieldStart("messages");
                    json.writeStartObject();
                    json.writeStringField("role", "user");
                    json.writeStringField("content", question);
                    json.writeEndObject();
                    json.writeEndArray();
                })))
                .build();
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            long began = System.nanoTime();
            Reply reply;
            boolean busy = false;
            try {
                HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
                busy = response.statusCode() == TOO_MANY || response.statusCode() == OVERLOADED;
                reply = reply(response, since(began));
            } catch (IOException e) {
                reply = new Reply.Broken("", since(began), e.getClass().getSimpleName());
            }
            if (!busy || attempt == ATTEMPTS) {
                return reply;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            pause = pause.multipliedBy(2);
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(patience);
        key.ifPresent(words -> request.header("authorization", "Bearer " + words));
        return request;
    }

    private static Reply reply(HttpResponse<String> response, Duration took) {
        String request = header(response, "x-request-id");
        if (response.statusCode() != OK) {
            return new Reply.Broken(request, took, broken(response));
        }
        Optional<Value> answer = parsed(response.body());
        if (answer.isEmpty()) {
            return new Reply.Broken(request, took, "not JSON");
        }
        Problems unread = new Problems();
        Fields fields = Fields.of(answer.get(), unread);
        Fields stamp = fields.fields("jianhu");
        Optional<Decision> decision = Arrays.stream(Decision.values())
                .filter(one -> one.word().equals(stamp.text("decision", "")))
                .findFirst();
        List<String> rules = stamp.texts("rules");
        List<Fields> choices = fields.list("choices");
        if (decision.isEmpty() || choices.isEmpty()) {
            return new Reply.Broken(request, took, "no decision of a gateway");
        }
        Optional<String> words = choices.getFirst().fields("message").optional("content");
        String finish = choices.getFirst().text("finish_reason", "");
        Optional<String> reason = rules.stream()
                .filter(rule -> rule.startsWith("registry.") || rule.startsWith("upstream-"))
                .findFirst();
        if (reason.isPresent() || words.isEmpty() || finish.equals("length")) {
            return new Reply.Broken(
                    request, took, reason.orElse(words.isEmpty() ? "no words" : "cut off: finish_reason length"));
        }
        return new Reply.Whole(
                request, took, decision.get(), rules, stamp.text("policy", ""), fields.text("model", ""), words.get());
    }

    /** What an error says of itself by its code, never by its message. */
    private static String broken(HttpResponse<String> response) {
        String code = parsed(response.body())
                .map(value -> Fields.of(value, new Problems()).fields("error").text("code", ""))
                .orElse("");
        return "HTTP " + response.statusCode() + (code.isEmpty() ? "" : " " + code);
    }

    private static Optional<Value> parsed(String body) {
        return JsonLine.read(body, new Place("answer", 1, 1), new Problems());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Override
    public void close() {
        http.close();
    }
}
