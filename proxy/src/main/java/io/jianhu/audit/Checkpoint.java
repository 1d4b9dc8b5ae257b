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
 * Where a ledger stood at a time, as its writer noted it in another place.
 *
 * @param last the number of the last record
 * @param hash the hash of the last record
 * @param first the number of the oldest record that retention has left
 * @param since the record from which on checkpoints were kept without a break; for older ones they say nothing
 */
public record Checkpoint(long last, String hash, long first, long since, Instant at) {

    Checkpoint from(long oldest) {
        return new Checkpoint(last, hash, Math.max(first, oldest), since, at);
    }

    /** One object of JSON. */
    byte[] write() {
        return Json.object(json -> {
            json.writeNumberField("last", last);
            json.writeStringField("hash", hash);
            json.writeNumberField("first", first);
            json.writeNumberField("since", since);
            json.writeStringField("at", Json.time(at));
        });
    }

    static Optional<Checkpoint> parse(byte[] object) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = Json.parser(object)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                members.put(name, json.getText());
                json.skipChildren();
            }
            return Optional.of(new Checkpoint(
                    Long.parseLong(members.getOrDefault("last", "")),
                    members.getOrDefault("hash", ""),
                    Long.parseLong(members.getOrDefault("first", "")),
                    Long.parseLong(members.getOrDefault("since", "")),
                    Instant.parse(members.getOrDefault("at", ""))));
        } catch (IOException | NumberFormatException | DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
