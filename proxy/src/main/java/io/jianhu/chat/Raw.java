package io.jianhu.chat;

import java.time.Instant;
import java.util.List;

/**
 * A question in the citizen's own words. Only room {@code mask} reads the words, and turns them into an
 * {@link Exchange}; everyone else may at most carry it there.
 *
 * @param id the request id, unique, safe to print
 * @param client the calling application's registered name
 */
public record Raw(String id, RobotId robot, String client, Shape shape, List<Message> messages, Instant askedAt) {

    public Raw {
        messages = List.copyOf(messages);
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Raw[" + id + " " + robot + " " + messages.size() + " messages]";
    }
}
