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
 * @param model the robot's, for a question that names none; may be empty
 */
public record Arrival(
        String request,
        RobotId robot,
        String client,
        Optional<String> conversation,
        Instant at,
        Media media,
        String model) {

    /** For a robot of whose model nothing is known. */
    public Arrival(
            String request, RobotId robot, String client, Optional<String> conversation, Instant at, Media media) {
        this(request, robot, client, conversation, at, media, "");
    }

    /** The question that was read. */
    public Raw raw(Shape shape, List<Message> messages) {
        return raw(shape, List.of(), messages);
    }

    /** The question that was read, with what was said before in messages that it does not bring. */
    public Raw raw(Shape shape, List<Message> earlier, List<Message> messages) {
        Shape named = shape.model().isEmpty()
                ? new Shape(model, shape.stream(), shape.structured(), shape.conversation())
                : shape;
        return new Raw(request, robot, client, named, earlier, messages, at);
    }
}
