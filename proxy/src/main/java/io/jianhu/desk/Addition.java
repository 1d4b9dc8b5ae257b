package io.jianhu.desk;

import io.jianhu.frame.Json;
import io.jianhu.frame.JsonText;
import io.jianhu.frame.MalformedJson;
import java.util.Map;
import java.util.Optional;

/**
 * What a citizen adds to a ticket: {@code {"text": "…"}}, or a message of a chat, {@code {"role": "user", "content": "…"}}.
 */
final class Addition {

    /** The most characters of one; a guardian reads no more of a line. */
    static final int LONGEST = 8000;

    private static final int CAP = 64 << 10;
    private static final JsonText JSON = new JsonText(CAP, false);

    private Addition() {}

    /** Its words; empty where the body is anything else. */
    static Optional<String> of(byte[] body) {
        try {
            return JSON.read(body) instanceof Json.Members members ? words(members.map()) : Optional.empty();
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private static Optional<String> words(Map<String, Json> members) {
        Json words = members.getOrDefault("text", members.get("content"));
        boolean alone = members.size() == 1
                || (members.size() == 2
                        && members.containsKey("content")
                        && new Json.Text("user").equals(members.get("role")));
        return alone
                        && words instanceof Json.Text text
                        && !text.value().isBlank()
                        && text.value().length() <= LONGEST
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
