package io.jianhu;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The questions that the demo invites to ask, asked once through the gateway, each with what becomes of it. */
final class DemoTour {

    private static final int LONGEST = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonText JSON = new JsonText(LONGEST, false);

    /**
     * A question and the decision that it is to meet.
     *
     * @param decision as in the header {@code x-jianhu-decision}
     */
    private record Stop(String decision, String question) {

        static Stop of(String line) {
            String[] fields = line.split("\t", 2);
            return new Stop(fields[0], fields[1]);
        }
    }

    private final List<Stop> stops;

    private DemoTour(List<Stop> stops) {
        this.stops = stops;
    }

    static DemoTour read() throws IOException {
        InputStream file = Objects.requireNonNull(DemoTour.class.getResourceAsStream("demo-tour.txt"), "demo-tour.txt");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return new DemoTour(lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Stop::of)
                    .toList());
        }
    }

    /** What is asked, in its order. */
    List<String> questions() {
        return stops.stream().map(Stop::question).toList();
    }

    /**
     * Asks them all and prints what comes; answers whether each met its decision.
     *
     * @param robot the address of the robot's API
     */
    boolean take(URI robot, String key, PrintWriter out) throws IOException, InterruptedException {
        boolean good = true;
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Stop stop : stops) {
                HttpResponse<byte[]> response = client.send(
                        HttpRequest.newBuilder(URI.create(robot + "/chat/completions"))
                                .timeout(PATIENCE)
                                .header("authorization", "Bearer " + key)
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body(stop.question)))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                String decision =
                        response.headers().firstValue("x-jianhu-decision").orElse("-");
                good &= response.statusCode() == 200 && decision.equals(stop.decision);
                out.printf("%n问 %s%n答 [%s %s] %s%n", stop.question, response.statusCode(), decision, words(response));
            }
        }
        out.flush();
        return good;
    }

    private static byte[] body(String question) {
        Map<String, Json> message = new LinkedHashMap<>();
        message.put("role", new Json.Text("user"));
        message.put("content", new Json.Text(question));
        Map<String, Json> body = new LinkedHashMap<>();
        body.put("model", new Json.Text("demo"));
        body.put("messages", new Json.Items(List.of(new Json.Members(message))));
        return JSON.write(new Json.Members(body));
    }

    private static String words(HttpResponse<byte[]> response) throws IOException {
        try {
            return JSON.read(response.body()) instanceof Json.Members answer
                    ? answer.items("choices").stream()
                            .filter(Json.Members.class::isInstance)
                            .flatMap(choice -> ((Json.Members) choice).members("message").text("content").stream())
                            .findFirst()
                            .orElse("")
                    : "";
        } catch (MalformedJson e) {
            throw new IOException("the demo's gateway did not answer in JSON", e);
        }
    }
}
