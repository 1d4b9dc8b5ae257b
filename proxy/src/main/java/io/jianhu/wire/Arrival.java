package io.jianhu.wire;

import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Shape;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a request before it is read.
 *
 * @param request its id, unique, safe to print
 * @param client the calling application's id
 * @param conversation the conversation that a header named, if one did
 * @param media what becomes of what no guard can read
 */
public record Arrival(
        String request, RobotId robot, String client, Optional<String> conversation, Instant at, Media media) {

    /** The question that was read. */
    public Raw raw(Shape shape, List<Message> messages) {
        return new Raw(request, robot, client, shape, messages, at);
    }
}
