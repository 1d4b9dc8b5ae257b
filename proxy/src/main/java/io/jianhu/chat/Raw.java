package io.jianhu.chat;

import java.time.Instant;
import java.util.List;

/**
 * A question in the citizen's own words. Only room {@code mask} reads the words, and turns them into an
 * {@link Exchange}; everyone else may at most carry it there.
 *
 * @param id the request id, unique, safe to print
 * @param client the calling application's id
 * @param earlier what was asked in earlier turns of the conversation and does not stand in the request, the oldest first:
 *     it is read for the values in it, which have the same placeholders as then
 */
public record Raw(
        String id,
        RobotId robot,
        String client,
        Shape shape,
        List<Message> earlier,
        List<Message> messages,
        Instant askedAt) {

    public Raw {
        earlier = List.copyOf(earlier);
        messages = List.copyOf(messages);
    }

    /** A question that brings its whole history. */
    public Raw(String id, RobotId robot, String client, Shape shape, List<Message> messages, Instant askedAt) {
        this(id, robot, client, shape, List.of(), messages, askedAt);
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Raw[" + id + " " + robot + " " + messages.size() + " messages]";
    }
}
