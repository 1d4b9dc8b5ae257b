package io.jianhu.escalate;

import java.util.List;

/**
 * What the citizen is to be told of a ticket and was not told before.
 *
 * @param answers what guardians wrote, in order; empty when no guardian came in time
 * @param state where the ticket stands
 */
public record Reply(List<Ticket.Answer> answers, State state) {

    public Reply {
        answers = List.copyOf(answers);
    }
}
