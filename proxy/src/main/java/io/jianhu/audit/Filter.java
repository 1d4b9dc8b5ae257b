package io.jianhu.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which records of a ledger are wanted: those that meet every condition given.
 *
 * @param ticket the short name of a ticket, also where it is what an operator acted upon
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 */
public record Filter(
        Optional<String> robot,
        Optional<String> request,
        Optional<String> ticket,
        Optional<Instant> from,
        Optional<Instant> to) {

    public static final Filter ALL =
            new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Filter ofRobot(String value) {
        return new Filter(Optional.of(value), request, ticket, from, to);
    }

    public Filter ofRequest(String value) {
        return new Filter(robot, Optional.of(value), ticket, from, to);
    }

    /** Those of the exchange whose answer has this {@code ProduceID} in its label: the request id. */
    public Filter ofProduct(String produceId) {
        return ofRequest(produceId);
    }

    public Filter ofTicket(String value) {
        return new Filter(robot, request, Optional.of(value), from, to);
    }

    public Filter from(Instant value) {
        return new Filter(robot, request, ticket, Optional.of(value), to);
    }

    public Filter to(Instant value) {
        return new Filter(robot, request, ticket, from, Optional.of(value));
    }

    /** Whether a line is a record that is wanted. */
    boolean wants(byte[] line) {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser json = Json.parser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return isIn(texts, "robot", robot)
                    && isIn(texts, "request", request)
                    && (isIn(texts, "ticket", ticket) || isIn(texts, "object", ticket))
                    && isTimely(texts.getOrDefault("at", ""));
        } catch (IOException | DateTimeException malformed) {
            return false;
        }
    }

    private boolean isTimely(String at) {
        if (from.isEmpty() && to.isEmpty()) {
            return true;
        }
        Instant time = Instant.parse(at);
        return from.map(start -> !time.isBefore(start)).orElse(true)
                && to.map(time::isBefore).orElse(true);
    }

    private static boolean isIn(Map<String, String> texts, String name, Optional<String> wanted) {
        return wanted.map(value -> value.equals(texts.get(name))).orElse(true);
    }
}
