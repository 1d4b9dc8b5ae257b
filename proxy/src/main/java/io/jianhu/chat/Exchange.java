package io.jianhu.chat;

import java.time.Instant;
import java.util.List;

/**
 * A question whose personal data stand behind placeholders. Only room {@code mask} makes one. Its messages have the
 * same number, roles and number of texts as those of the {@link Raw} it was made from.
 */
public record Exchange(String id, RobotId robot, String client, Shape shape, List<Message> messages, Instant askedAt) {

    public Exchange {
        messages = List.copyOf(messages);
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Exchange[" + id + " " + robot + " " + messages.size() + " messages]";
    }
}
