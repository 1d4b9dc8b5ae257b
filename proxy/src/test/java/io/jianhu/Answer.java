package io.jianhu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An answer as a client gets it; a stream and a document are asked the same questions. */
record Answer(int status, HttpHeaders headers, String text) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    boolean isStream() {
        return header("content-type").startsWith("text/event-stream");
    }

    JsonNode json() {
        return parsed(text);
    }

    /** The events of a stream that are JSON, the lines of one that is JSON throughout, or the one document. */
    List<JsonNode> documents() {
        if (header("content-type").startsWith("application/x-ndjson")) {
            return text.lines().map(Answer::parsed).toList();
        }
        if (!isStream()) {
            return List.of(json());
        }
        List<JsonNode> events = new ArrayList<>();
        text.lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> events.add(parsed(line.substring("data: ".length()))));
        return events;
    }

    /** How often the stream says that it is over. */
    long ends() {
        return text.lines().filter(line -> line.equals("data: [DONE]")).count();
    }

    /** The words of the first choice. */
    String content() {
        return content(0);
    }

    String content(int choice) {
        StringBuilder words = new StringBuilder();
        for (JsonNode document : documents()) {
            for (JsonNode entry : document.path("choices")) {
                if (entry.path("index").asInt() == choice) {
                    words.append(entry.path(isStream() ? "delta" : "message")
                            .path("content")
                            .asText(""));
                }
            }
        }
        return words.toString();
    }

    /** The arguments of the first tool call of the first choice. */
    String arguments() {
        StringBuilder words = new StringBuilder();
        for (JsonNode document : documents()) {
            JsonNode calls = document.path("choices")
                    .path(0)
                    .path(isStream() ? "delta" : "message")
                    .path("tool_calls");
            words.append(calls.path(0).path("function").path("arguments").asText(""));
        }
        return words.toString();
    }

    /** Why the first choice ended. */
    String finish() {
        String finish = "";
        for (JsonNode document : documents()) {
            finish = document.path("choices").path(0).path("finish_reason").asText(finish);
            finish = finish.equals("null") ? "" : finish;
        }
        return finish;
    }

    JsonNode stamp() {
        return last("jianhu");
    }

    JsonNode label() {
        return last("aigc");
    }

    String decision() {
        return stamp().path("decision").asText();
    }

    String ticket() {
        return stamp().path("ticket").asText("");
    }

    List<String> rules() {
        List<String> rules = new ArrayList<>();
        stamp().path("rules").forEach(rule -> rules.add(rule.asText()));
        return rules;
    }

    private JsonNode last(String member) {
        JsonNode last = MissingNode.getInstance();
        for (JsonNode document : documents()) {
            last = document.has(member) ? document.path(member) : last;
        }
        return last;
    }

    private static JsonNode parsed(String json) {
        try {
            return House.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
