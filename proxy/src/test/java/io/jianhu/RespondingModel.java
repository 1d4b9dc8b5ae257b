package io.jianhu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a model server that speaks Responses answers, as a document or event by event. */
final class RespondingModel {

    private RespondingModel() {}

    /** Says one thing, character by character if a stream was asked for. */
    static ScriptedModel.Script says(String request, String id, String words) {
        ObjectNode item = item("message", "msg_" + id);
        item.put("role", "assistant");
        return answer(request, id, item, words, true);
    }

    /** Calls a tool. */
    static ScriptedModel.Script calls(String request, String id, String tool, String arguments) {
        ObjectNode item = item("function_call", "fc_" + id);
        item.put("call_id", "call_9").put("name", tool);
        return answer(request, id, item, arguments, false);
    }

    private static ObjectNode item(String type, String id) {
        return House.JSON.createObjectNode().put("type", type).put("id", id);
    }

    private static ScriptedModel.Script answer(
            String request, String id, ObjectNode item, String text, boolean message) {
        ObjectNode whole = whole(item, text, message);
        if (!request.contains("\"stream\":true")) {
            return new ScriptedModel.Script(
                    200, "application/json", response(id, "completed", whole).toString());
        }
        List<ObjectNode> events = new ArrayList<>();
        events.add(event("response.created", event -> event.set("response", response(id, "in_progress", null))));
        events.add(event(
                "response.output_item.added",
                event -> event.put("output_index", 0).set("item", whole(item, "", message))));
        String line = message ? "response.output_text" : "response.function_call_arguments";
        String key = message ? "text" : "arguments";
        if (message) {
            events.add(event(
                    "response.content_part.added", event -> in(item, event).set("part", part(""))));
        }
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(piece -> events.add(
                        event(line + ".delta", event -> in(item, event).put("delta", piece))));
        events.add(event(line + ".done", event -> in(item, event).put(key, text)));
        if (message) {
            events.add(
                    event("response.content_part.done", event -> in(item, event).set("part", part(text))));
        }
        events.add(event(
                "response.output_item.done",
                event -> event.put("output_index", 0).set("item", whole)));
        events.add(event("response.completed", event -> event.set("response", response(id, "completed", whole))));
        StringBuilder stream = new StringBuilder();
        for (int number = 0; number < events.size(); number++) {
            ObjectNode event = events.get(number).put("sequence_number", number);
            stream.append("event: ").append(event.path("type").asText()).append("\ndata: ");
            stream.append(written(event)).append("\n\n");
        }
        return new ScriptedModel.Script(200, "text/event-stream", stream.toString());
    }

    private static String written(ObjectNode event) {
        try {
            return House.JSON.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static ObjectNode event(String type, Consumer<ObjectNode> filled) {
        ObjectNode event = House.JSON.createObjectNode().put("type", type);
        filled.accept(event);
        return event;
    }

    private static ObjectNode in(ObjectNode item, ObjectNode event) {
        return event.put("item_id", item.path("id").asText())
                .put("output_index", 0)
                .put("content_index", 0);
    }

    private static ObjectNode part(String text) {
        ObjectNode part =
                House.JSON.createObjectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    private static ObjectNode whole(ObjectNode item, String text, boolean message) {
        ObjectNode whole = item.deepCopy();
        if (!message) {
            return whole.put("arguments", text);
        }
        ArrayNode content = whole.putArray("content");
        if (!text.isEmpty()) {
            content.add(part(text));
        }
        return whole;
    }

    private static ObjectNode response(String id, String status, @org.jspecify.annotations.Nullable ObjectNode item) {
        ObjectNode response = House.JSON
                .createObjectNode()
                .put("id", id)
                .put("object", "response")
                .put("status", status)
                .put("model", "sample-chat");
        ArrayNode output = response.putArray("output");
        if (item != null) {
            output.add(item);
        }
        return response;
    }
}
