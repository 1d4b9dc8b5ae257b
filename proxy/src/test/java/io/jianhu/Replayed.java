package io.jianhu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A stream of events, parted into what the model's words are and everything else. Words may move to a later event of
 * the same text while they are held back; everything else must come as it was sent.
 */
final class Replayed {

    /** Members whose strings are words that come piece by piece. */
    private static final Set<String> WORDS = Set.of(
            "content",
            "reasoning_content",
            "reasoning",
            "refusal",
            "arguments",
            "text",
            "thinking",
            "partial_json",
            "delta",
            "response");

    /** Members that tell texts of the same name apart. */
    private static final List<String> PLACES = List.of("index", "output_index", "content_index", "summary_index");

    /** One event without its words. */
    private record Bare(String name, JsonNode rest, boolean worded) {}

    private final List<Bare> events = new ArrayList<>();
    private final Map<String, StringBuilder> texts = new TreeMap<>();

    /** Reads events, or lines of JSON. */
    static Replayed of(String stream) throws JsonProcessingException {
        Replayed replayed = new Replayed();
        String name = "";
        StringBuilder data = new StringBuilder();
        boolean lines = stream.stripLeading().startsWith("{");
        for (String line : (stream + "\n\n").split("\r\n|\r|\n", -1)) {
            if (lines && !line.isEmpty()) {
                replayed.take("", line);
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(line.substring(5).strip());
            } else if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    replayed.take(name, data.toString());
                }
                data.setLength(0);
                name = "";
            }
        }
        return replayed;
    }

    private void take(String name, String data) throws JsonProcessingException {
        if (!data.startsWith("{")) {
            events.add(new Bare(name, TextNode.valueOf(data), false));
            return;
        }
        ObjectNode event = (ObjectNode) House.JSON.readTree(data);
        event.remove(List.of("aigc", "jianhu", "sequence_number"));
        for (String inner : List.of("response", "message")) {
            if (event.path(inner) instanceof ObjectNode object) {
                object.remove(List.of("aigc", "jianhu"));
            }
        }
        boolean worded = part(event, event.path("type").asText());
        events.add(new Bare(name, event, worded));
    }

    private boolean part(JsonNode node, String place) {
        boolean worded = false;
        if (node instanceof ArrayNode array) {
            for (JsonNode element : array) {
                worded |= part(element, place);
            }
        } else if (node instanceof ObjectNode object) {
            StringBuilder within = new StringBuilder(place.startsWith("response.") ? place : "");
            within.append(place.startsWith("response.") ? "" : place.replaceFirst("^[a-z_]+", ""));
            within.append(object.path("type").asText().equals("thinking") ? "!" : "");
            for (String key : PLACES) {
                within.append(object.has(key) ? "#" + object.path(key).asText() : "");
            }
            for (String key : fields(object)) {
                JsonNode value = object.path(key);
                if (value.isTextual() && WORDS.contains(key)) {
                    worded = true;
                    String text = key.equals("text") ? "content" : key;
                    texts.computeIfAbsent(within + "." + text, any -> new StringBuilder())
                            .append(value.asText());
                    object.put(key, "");
                } else {
                    worded |= part(value, within.toString());
                }
            }
        }
        return worded;
    }

    private static List<String> fields(ObjectNode object) {
        List<String> fields = new ArrayList<>();
        object.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    int size() {
        return events.size();
    }

    /** How what a client saw differs from this; empty when it does not. */
    List<String> differences(Replayed seen) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new HashSet<>(texts.keySet());
        names.addAll(seen.texts.keySet());
        for (String name : names) {
            String sent = texts.getOrDefault(name, new StringBuilder()).toString();
            String got = seen.texts.getOrDefault(name, new StringBuilder()).toString();
            if (!sent.equals(got)) {
                differences.add("words of " + name + "\n  sent " + end(sent, got) + "\n  seen " + end(got, sent));
            }
        }
        align(seen, differences);
        return differences;
    }

    /** From where two texts part. */
    private static String end(String text, String other) {
        int same = 0;
        while (same < Math.min(text.length(), other.length()) && text.charAt(same) == other.charAt(same)) {
            same++;
        }
        String rest = text.substring(same);
        return "[" + same + "] " + rest.substring(0, Math.min(200, rest.length()));
    }

    /** Every event must be there in its order; only one of nothing but words may be missing or come again. */
    private void align(Replayed seen, List<String> differences) {
        Set<JsonNode> forms = new HashSet<>();
        int at = 0;
        for (Bare event : seen.events) {
            int next = at;
            while (next < events.size()
                    && !same(events.get(next), event)
                    && events.get(next).worded()) {
                forms.add(events.get(next).rest());
                next++;
            }
            if (next < events.size() && same(events.get(next), event)) {
                forms.add(event.rest());
                at = next + 1;
            } else if (next == events.size() && event.rest().asText().equals("[DONE]")) {
                at = next; // Servers may leave it out, and clients wait for it.
            } else if (!event.worded() || forms.stream().noneMatch(form -> within(event.rest(), form))) {
                differences.add("event " + at + "\n  sent " + (next < events.size() ? events.get(next) : "nothing")
                        + "\n  seen " + event);
                return;
            }
        }
        while (at < events.size()) {
            if (!events.get(at).worded()) {
                differences.add("never seen " + events.get(at));
                return;
            }
            at++;
        }
    }

    /** Whether one says nothing that the other does not; what was held back may come with less around it. */
    private static boolean within(JsonNode part, JsonNode whole) {
        if (part instanceof ObjectNode object) {
            return fields(object).stream()
                    .allMatch(key -> key.equals("created")
                            || (object.get(key).isNull() && !whole.has(key))
                            || (whole.has(key) && within(object.get(key), whole.get(key))));
        }
        if (part instanceof ArrayNode array) {
            return array.size() == whole.size()
                    && IntStream.range(0, array.size()).allMatch(at -> within(array.get(at), whole.get(at)));
        }
        return part.equals(whole);
    }

    private static boolean same(Bare one, Bare other) {
        return one.name().equals(other.name()) && one.rest().equals(other.rest());
    }
}
