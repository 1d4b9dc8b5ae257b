package io.jianhu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jianhu.admin.Account;
import io.jianhu.admin.Accounts;
import io.jianhu.admin.OperatorRole;
import io.jianhu.robot.ApiKey;
import io.jianhu.robot.Client;
import io.jianhu.robot.Registry;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The whole gateway on free ports, in front of one model; what a user can do with it, and nothing of its inside. */
final class House implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String ROBOT = "FT-001";
    private static final Path SHIPPED = Path.of("..", "policies");
    private static final String PASSWORD = "a long password of the tests";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String portalKey = ApiKey.create(new SecureRandom());
    private final String otherKey = ApiKey.create(new SecureRandom());
    private final String narrowKey = ApiKey.create(new SecureRandom());
    private final Path state;
    private final Path policies;
    private final URI model;
    private final Optional<URI> collector;
    private final Clock clock;
    private Gateway gateway;

    private House(Path state, Path policies, URI model, Optional<URI> collector, Clock clock) throws Exception {
        this.state = state;
        this.policies = policies;
        this.model = model;
        this.collector = collector;
        this.clock = clock;
        this.gateway = start();
    }

    /** Opens a house with the shipped policies. */
    static House open(Path state, URI model) throws Exception {
        return open(state, SHIPPED, model);
    }

    static House open(Path state, Path policies, URI model) throws Exception {
        return new House(state, policies, model, Optional.empty(), Clock.systemUTC());
    }

    /** Opens a house with the shipped policies in which time passes as the test says. */
    static House open(Path state, URI model, HandClock clock) throws Exception {
        return new House(state, SHIPPED, model, Optional.empty(), clock);
    }

    /** Opens a house with the shipped policies that sends its traces to a collector. */
    static House traced(Path state, URI model, URI collector) throws Exception {
        return new House(state, SHIPPED, model, Optional.of(collector), Clock.systemUTC());
    }

    private Gateway start() throws Exception {
        Fields empty = Fields.of(new Value.Mapping(Place.ofFile("test"), Map.of()), new Problems());
        Configuration usual = Configuration.of(empty, state);
        Configuration configuration = new Configuration(
                new Configuration.Address("127.0.0.1", 0),
                new Configuration.Address("127.0.0.1", 0),
                usual.adminAuth(),
                policies,
                usual.auth(),
                state,
                new Configuration.Audit(
                        audit(),
                        usual.audit().durability(),
                        usual.audit().retentionDays(),
                        usual.audit().onFailure()),
                usual.limits(),
                collector);
        return Gateway.start(configuration, this::overlay, Map.of(), clock);
    }

    private Registry overlay(Registry registry) {
        return registry.with(client("portal", portalKey, Set.of("*")))
                .with(client("other", otherKey, Set.of("*")))
                .with(client("narrow", narrowKey, Set.of("FT-002")))
                .withUpstream(model);
    }

    private static Client client(String id, String key, Set<String> robots) {
        return new Client(
                id, "示例应用", List.of(new Client.Key(ApiKey.hash(key), Optional.empty())), robots, Client.Limits.NONE);
    }

    /** The same house after a stop and a new start; its ports are others. */
    void restart() throws Exception {
        gateway.close();
        gateway = start();
    }

    /** The key of a client that may call every robot. */
    String key() {
        return portalKey;
    }

    /** The key of another client that may call every robot. */
    String otherKey() {
        return otherKey;
    }

    /** The key of a client that may call FT-002 only. */
    String narrowKey() {
        return narrowKey;
    }

    URI data() {
        return URI.create("http://127.0.0.1:" + gateway.data().port());
    }

    URI console() {
        return URI.create("http://127.0.0.1:" + gateway.admin().port());
    }

    /** What an OpenAI client is given as its base URL. */
    String baseUrl() {
        return data() + "/robots/" + ROBOT + "/v1";
    }

    Path audit() {
        return state.resolve("audit");
    }

    /** A new conversation with the first robot. */
    Citizen citizen() {
        return new Citizen(this, ROBOT, portalKey);
    }

    /** Sends a body as it is to the first robot. */
    Answer chat(String body) throws Exception {
        return post(ROBOT, portalKey, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String robot, String key, Map<String, String> headers, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        data().resolve("/robots/" + robot + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        if (!key.isEmpty()) {
            request.header("authorization", "Bearer " + key);
        }
        headers.forEach(request::header);
        return send(request.build());
    }

    /** Reads a path of the data plane. */
    Answer get(String path, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(data().resolve(path));
        headers.forEach(request::header);
        return send(request.build());
    }

    Answer send(HttpRequest request) throws Exception {
        return Answer.of(http.send(request, BodyHandlers.ofString()));
    }

    /** The sum over all series of a counter or gauge whose line begins like this. */
    double metric(String beginning) throws Exception {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String metrics() throws Exception {
        return send(HttpRequest.newBuilder(console().resolve("/metrics")).build())
                .text();
    }

    /** Signs in someone who is a guardian; who has no account yet gets one. */
    Operator operator(String name, String guardian) throws Exception {
        return operator(name, Optional.of(guardian), OperatorRole.ADMIN);
    }

    /** Signs in someone with one role; who has no account yet gets one. */
    Operator operator(String name, Optional<String> guardian, OperatorRole role) throws Exception {
        Accounts accounts = Accounts.open(state);
        if (accounts.list().stream().noneMatch(account -> account.name().equals(name))) {
            accounts.put(new Account(name, Set.of(role), guardian), PASSWORD.toCharArray());
        }
        return new Operator(name);
    }

    @Override
    public void close() {
        gateway.close();
        http.close();
    }

    /** Somebody who is signed in at the console. */
    final class Operator {

        private final String cookie;
        private final String csrf;

        private Operator(String name) throws Exception {
            HttpRequest login = HttpRequest.newBuilder(console().resolve("/api/login"))
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("name", name, "password", PASSWORD))))
                    .build();
            Answer welcome = send(login);
            if (welcome.status() != 200) {
                throw new AssertionError("sign-in: " + welcome);
            }
            cookie = welcome.header("set-cookie").split(";", 2)[0];
            csrf = welcome.json().path("csrf").asText();
        }

        Answer get(String path) throws Exception {
            return send(HttpRequest.newBuilder(console().resolve(path))
                    .header("cookie", cookie)
                    .build());
        }

        /** The lines of a page that goes on. */
        Stream<String> follow(String path) throws Exception {
            HttpRequest request = HttpRequest.newBuilder(console().resolve(path))
                    .header("cookie", cookie)
                    .build();
            return http.send(request, BodyHandlers.ofLines()).body();
        }

        Answer post(String path, Map<String, ?> body) throws Exception {
            return send(HttpRequest.newBuilder(console().resolve(path))
                    .header("cookie", cookie)
                    .header("x-jianhu-csrf", csrf)
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                    .build());
        }

        /** The queue's only ticket that is open and waits for somebody. */
        JsonNode queued() throws Exception {
            JsonNode tickets = get("/api/tickets?state=queued").json().path("tickets");
            if (tickets.size() != 1) {
                throw new AssertionError("expected one queued ticket: " + tickets);
            }
            return tickets.get(0);
        }

        /** Claims the only queued ticket; returns its name. */
        String claims() throws Exception {
            JsonNode ticket = queued();
            String name = ticket.path("name").asText();
            Answer claimed = post(
                    "/api/tickets/" + name + "/claim",
                    Map.of("version", ticket.path("version").asLong()));
            if (claimed.status() != 200) {
                throw new AssertionError("claim: " + claimed);
            }
            return name;
        }

        /** Claims the only queued ticket and answers it. */
        String answers(String text) throws Exception {
            JsonNode ticket = queued();
            String path = "/api/tickets/" + ticket.path("name").asText();
            Answer claimed = post(
                    path + "/claim", Map.of("version", ticket.path("version").asLong()));
            Answer answered = post(
                    path + "/answer",
                    Map.of("version", claimed.json().path("version").asLong(), "text", text));
            if (answered.status() != 200) {
                throw new AssertionError("answer: " + answered);
            }
            return ticket.path("name").asText();
        }

        /** Ends a ticket. */
        void closes(String name) throws Exception {
            JsonNode ticket = get("/api/tickets/" + name).json();
            Answer closed = post(
                    "/api/tickets/" + name + "/close",
                    Map.of("version", ticket.path("version").asLong()));
            if (closed.status() != 200) {
                throw new AssertionError("close: " + closed);
            }
        }
    }

    /** A request body of alternating roles and texts. */
    static String body(boolean stream, @Nullable String conversation, List<Map<String, String>> messages)
            throws Exception {
        var body = JSON.createObjectNode();
        body.put("model", "any");
        if (stream) {
            body.put("stream", true);
        }
        if (conversation != null) {
            body.putObject("metadata").put("conversation_id", conversation);
        }
        body.set("messages", JSON.valueToTree(messages));
        return JSON.writeValueAsString(body);
    }
}
