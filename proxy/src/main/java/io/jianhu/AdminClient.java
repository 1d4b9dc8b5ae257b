package io.jianhu;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A command's visit to the admin plane of a gateway that runs, signed in as one operator. */
final class AdminClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI admin;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private String cookie = "";
    private String csrf = "";

    AdminClient(URI admin) {
        this.admin = admin;
    }

    /** An answer and the texts directly in its JSON object; those of an error are in it as {@code error.message}. */
    record Reply(int status, Map<String, String> texts) {

        String text(String name) {
            return texts.getOrDefault(name, "");
        }

        String message() {
            return text("error.message").isEmpty() ? "the gateway answered " + status : text("error.message");
        }
    }

    Reply signIn(String name, String password) throws IOException, InterruptedException {
        return post("/api/login", Map.of("name", name, "password", password));
    }

    Reply get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    Reply post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return send(request(path)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json(fields))));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(admin.resolve(path)).timeout(PATIENCE);
        if (!cookie.isEmpty()) {
            request.header("cookie", cookie);
        }
        return csrf.isEmpty() ? request : request.header("x-jianhu-csrf", csrf);
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Reply reply = new Reply(response.statusCode(), texts(response.body()));
        response.headers().firstValue("set-cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        csrf = reply.text("csrf").isEmpty() ? csrf : reply.text("csrf");
        return reply;
    }

    private static String json(Map<String, String> fields) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                json.writeStringField(field.getKey(), field.getValue());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /** The texts of an object, and of the objects directly in it as {@code outer.inner}; lists are passed over. */
    private static Map<String, String> texts(byte[] body) throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                object(json, "", texts);
            }
        }
        return texts;
    }

    private static void object(JsonParser json, String before, Map<String, String> texts) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = before + json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && before.isEmpty()) {
                object(json, name + ".", texts);
            } else if (value == JsonToken.VALUE_STRING) {
                texts.put(name, json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
