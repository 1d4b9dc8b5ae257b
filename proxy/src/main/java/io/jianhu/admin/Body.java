package io.jianhu.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jianhu.net.Visit;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a call: one flat JSON object of texts and whole numbers. */
final class Body {

    private final Map<String, Object> fields;

    private Body(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body of a call that may have only these fields.
     *
     * @throws Refusal when it is anything else
     */
    static Body of(Visit visit, Set<String> allowed) {
        String type = visit.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/json")) {
            throw new Refusal(415, "unsupported-media-type", "content-type (expected: application/json)");
        }
        try (JsonParser json = Json.FACTORY.createParser(visit.body())) {
            return new Body(read(json, allowed));
        } catch (IOException malformed) {
            throw Refusal.badRequest(
                    "body: not JSON (expected: one object, in UTF-8, without repeated or huge fields)");
        }
    }

    private static Map<String, Object> read(JsonParser json, Set<String> allowed) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw Refusal.badRequest("body (expected: one JSON object)");
        }
        Map<String, Object> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            if (!allowed.contains(name)) {
                throw Refusal.badRequest("unknown field (expected: "
                        + String.join(", ", allowed.stream().sorted().toList()) + ")");
            }
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING) {
                fields.put(name, json.getText());
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                fields.put(name, json.getLongValue());
            } else {
                throw Refusal.badRequest(name + " (expected: a text or a whole number)");
            }
        }
        if (json.nextToken() != null) {
            throw Refusal.badRequest("body: more after the object (expected: one JSON object)");
        }
        return fields;
    }

    /** A text that must be there, not blank and not longer than so many characters. */
    String text(String name, int longest) {
        return optionalText(name, longest)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Refusal.badRequest(name + ": missing (expected: a text)"));
    }

    Optional<String> optionalText(String name, int longest) {
        Object value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw Refusal.badRequest(name + " (expected: a text)");
        }
        if (text.length() > longest) {
            throw Refusal.badRequest(name + ": " + text.length() + " characters (expected: at most " + longest + ")");
        }
        return Optional.of(text);
    }

    long number(String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw Refusal.badRequest(name + ": missing (expected: a whole number)");
    }
}
