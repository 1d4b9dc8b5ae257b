package io.jianhu;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who talks to a robot through an ordinary client, which sends its whole history with every turn. */
final class Citizen {

    private final House house;
    private final List<Map<String, String>> history = new ArrayList<>();
    private String robot;
    private String key;
    private boolean stream;
    private @Nullable String header;
    private @Nullable String metadata;

    Citizen(House house, String robot, String key) {
        this.house = house;
        this.robot = robot;
        this.key = key;
    }

    Citizen streaming(boolean on) {
        stream = on;
        return this;
    }

    /** With {@code x-conversation-id}. */
    Citizen named(String conversation) {
        header = conversation;
        return this;
    }

    /** With {@code metadata.conversation_id}. */
    Citizen namedInMetadata(String conversation) {
        metadata = conversation;
        return this;
    }

    Citizen to(String otherRobot) {
        robot = otherRobot;
        return this;
    }

    Citizen with(String otherKey) {
        key = otherKey;
        return this;
    }

    /** Somebody else who has got hold of all that was said so far. */
    Citizen copy() {
        Citizen copy = new Citizen(house, robot, key);
        copy.history.addAll(history);
        copy.stream = stream;
        copy.header = header;
        copy.metadata = metadata;
        return copy;
    }

    /** Forgets what was said, as a client does that sends no history. */
    Citizen forgetting() {
        history.clear();
        return this;
    }

    Citizen after(String role, String words) {
        history.add(Map.of("role", role, "content", words));
        return this;
    }

    Answer says(String words) throws Exception {
        history.add(Map.of("role", "user", "content", words));
        Map<String, String> headers = header == null ? Map.of() : Map.of("x-conversation-id", header);
        Answer answer = house.post(
                robot, key, headers, House.body(stream, metadata, history).getBytes(StandardCharsets.UTF_8));
        if (answer.status() == 200) {
            history.add(Map.of("role", "assistant", "content", answer.content()));
        }
        return answer;
    }
}
