package io.jianhu.disclose;

import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The duty to tell, at the first answer of a conversation, that a machine is speaking. A conversation is told once the
 * notice stands in an earlier answer of its history. Pure functions on texts.
 *
 * @param notice what is put before the first answer
 * @param mark the notice's first line, by which it is known again
 */
public record Disclosure(String notice, String mark) {

    private static final String FIRST_ANSWER = "first-answer";
    private static final String GAP = "\n\n";

    /** The disclosure of a robot, by the values of its notices. */
    public static Disclosure of(Notices notices, Map<String, String> values) {
        String notice = notices.text(FIRST_ANSWER, values);
        int end = notice.indexOf('\n');
        return new Disclosure(notice, (end < 0 ? notice : notice.substring(0, end)).strip());
    }

    /** What stands before the first answer, with the gap that parts it from the answer. */
    public String before() {
        return notice + GAP;
    }

    /** Whether the notice is still to be given. */
    public boolean isDue(List<Message> history) {
        return history.stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .flatMap(message -> message.texts().stream())
                .noneMatch(text -> text.stripLeading().startsWith(mark));
    }

    /**
     * The same history without the notice in the robot's own answers, so that the model does not learn to repeat it.
     * Roles, number and order of texts stay.
     */
    public List<Message> strip(List<Message> history) {
        List<Message> stripped = new ArrayList<>();
        for (Message message : history) {
            stripped.add(
                    message.role() == Role.ASSISTANT
                            ? new Message(
                                    message.role(),
                                    message.texts().stream().map(this::strip).toList())
                            : message);
        }
        return List.copyOf(stripped);
    }

    /** A text without the notice at its beginning. */
    public String strip(String text) {
        String start = text.stripLeading();
        return start.startsWith(notice) ? start.substring(notice.length()).stripLeading() : text;
    }
}
