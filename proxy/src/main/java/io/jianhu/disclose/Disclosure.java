package io.jianhu.disclose;

import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The duty to tell, at the first answer of a conversation and again after long use, that a machine is speaking. A
 * conversation is told once one of the notices stands in an earlier answer of its history, and begins anew after the
 * words that ended it. Pure functions on texts.
 *
 * @param notice what is put before the first answer
 * @param reminder what is put before an answer after long use; a policy may have none
 * @param exit what is said to somebody who leaves; a policy may have none
 * @param marks the first lines of the notices, by which they are known again
 */
public record Disclosure(String notice, Optional<String> reminder, Optional<String> exit, List<String> marks) {

    private static final String FIRST_ANSWER = "first-answer";
    private static final String REMINDER = "reminder";
    private static final String EXIT = "exit";

    public Disclosure {
        marks = List.copyOf(marks);
    }

    /** The disclosure of a robot, by the values of its notices. */
    public static Disclosure of(Notices notices, Map<String, String> values) {
        String notice = notices.text(FIRST_ANSWER, values);
        Optional<String> reminder = optional(notices, REMINDER, values);
        return new Disclosure(
                notice,
                reminder,
                optional(notices, EXIT, values),
                Stream.concat(Stream.of(notice), reminder.stream())
                        .map(Disclosure::firstLine)
                        .toList());
    }

    private static Optional<String> optional(Notices notices, String id, Map<String, String> values) {
        return notices.has(id) ? Optional.of(notices.text(id, values)) : Optional.empty();
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    /** Whether there are words for somebody who has been here for long. */
    public boolean reminds() {
        return reminder.isPresent();
    }

    /** Whether the first notice is still to be given. */
    public boolean isDue(List<Message> history) {
        boolean due = true;
        for (Message message : history) {
            if (message.role() == Role.ASSISTANT) {
                for (String text : message.texts()) {
                    due = isExit(text) || (due && !isMarked(text));
                }
            }
        }
        return due;
    }

    private boolean isMarked(String text) {
        String start = text.stripLeading();
        return marks.stream().anyMatch(start::startsWith);
    }

    private boolean isExit(String text) {
        return exit.isPresent() && text.stripTrailing().endsWith(exit.get());
    }

    /**
     * The same history without the notices in the robot's own answers, so that the model does not learn to repeat them.
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
        String said = start.startsWith(notice)
                ? notice
                : reminder.filter(start::startsWith).orElse("");
        return said.isEmpty() ? text : start.substring(said.length()).stripLeading();
    }
}
