package io.jianhu.escalate;

import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a guardian is shown of a conversation: what the citizen and the robot said, masked, and not all of a long one. */
final class Transcript {

    /** The most lines of a ticket; the oldest are left out. */
    static final int LINES = 200;

    /** The most characters of a line. */
    static final int CHARACTERS = 8000;

    private Transcript() {}

    /** The whole conversation. */
    static List<Ticket.Line> of(Exchange exchange) {
        List<Ticket.Line> lines = new ArrayList<>();
        for (Message message : exchange.messages()) {
            line(message, exchange.askedAt()).ifPresent(lines::add);
        }
        return last(lines);
    }

    /** The citizen's newest words. */
    static List<Ticket.Line> newest(Exchange exchange) {
        for (Message message : exchange.messages().reversed()) {
            if (message.role() == Role.USER) {
                return line(message, exchange.askedAt()).stream().toList();
            }
        }
        return List.of();
    }

    static <T> List<T> last(List<T> lines) {
        return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
    }

    private static Optional<Ticket.Line> line(Message message, Instant at) {
        String text = String.join("\n", message.texts());
        return switch (message.role()) {
            case USER, ASSISTANT ->
                text.isBlank() ? Optional.empty() : Optional.of(new Ticket.Line(message.role(), cut(text), at));
            case SYSTEM, TOOL, EMBEDDED, PARAMETER -> Optional.empty();
        };
    }

    private static String cut(String text) {
        if (text.length() <= CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
        return text.substring(0, end) + "…";
    }
}
