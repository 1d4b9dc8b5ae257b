package io.jianhu.chat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A question whose personal data stand behind placeholders. Only room {@code mask} makes one. Its messages have the
 * same number, roles and number of texts as those of the {@link Raw} it was made from.
 */
public record Exchange(String id, RobotId robot, String client, Shape shape, List<Message> messages, Instant askedAt) {

    public Exchange {
        messages = List.copyOf(messages);
    }

    /** The same exchange in which one message says something else, once, in place of its words. */
    public Exchange withheld(int message, String instead) {
        List<Message> rest = new ArrayList<>(messages);
        Message old = rest.get(message);
        List<String> texts = new ArrayList<>(Collections.nCopies(old.texts().size(), ""));
        if (!texts.isEmpty()) {
            texts.set(0, instead);
        }
        rest.set(message, new Message(old.role(), texts));
        return new Exchange(id, robot, client, shape, rest, askedAt);
    }

    /** The same exchange with empty texts in the place of the citizen's words. */
    public Exchange wordless() {
        List<Message> rest = new ArrayList<>();
        for (Message message : messages) {
            List<String> nothing = Collections.nCopies(message.texts().size(), "");
            rest.add(message.role() == Role.USER ? new Message(Role.USER, nothing) : message);
        }
        return new Exchange(id, robot, client, shape, rest, askedAt);
    }

    /** The same exchange with one more message behind it. */
    public Exchange followedBy(Message more) {
        List<Message> all = new ArrayList<>(messages);
        all.add(more);
        return new Exchange(id, robot, client, shape, all, askedAt);
    }

    /** Prints no words. */
    @Override
    public String toString() {
        return "Exchange[" + id + " " + robot + " " + messages.size() + " messages]";
    }
}
