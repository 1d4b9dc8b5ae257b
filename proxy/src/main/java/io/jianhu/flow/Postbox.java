package io.jianhu.flow;

import io.jianhu.chat.Message;
import io.jianhu.chat.Raw;
import io.jianhu.chat.Role;
import io.jianhu.chat.Shape;
import io.jianhu.escalate.Outcome;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.mask.Masked;
import io.jianhu.mask.Masker;
import io.jianhu.robot.Robot;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Takes what a citizen adds to a ticket without asking the robot. It comes to the guardian as if it had been said in the
 * conversation: hidden first, and ruled upon by nobody, since no machine is spoken to.
 */
public final class Postbox {

    private final Tickets tickets;
    private final Masker masker;
    private final InstantSource clock;

    public Postbox(Tickets tickets, Masker masker, InstantSource clock) {
        this.tickets = tickets;
        this.masker = masker;
        this.clock = clock;
    }

    /**
     * Adds words to an open ticket; one that was answered waits again.
     *
     * @param robot the ticket's
     * @param conversation as the client names it, so that placeholders stay the same throughout
     */
    public Outcome add(Ticket ticket, Robot robot, Optional<String> conversation, String words) {
        Raw raw = new Raw(
                ticket.name(),
                ticket.robot(),
                ticket.client(),
                new Shape("", false, false, conversation),
                List.of(new Message(Role.USER, List.of(words))),
                clock.instant());
        Masked masked = masker.mask(raw, Treatment.of(robot));
        Outcome outcome = tickets.addTurn(ticket.code(), masked.exchange());
        if (outcome instanceof Outcome.Done) {
            tickets.entrust(ticket.code(), masked.originals());
        }
        return outcome;
    }
}
