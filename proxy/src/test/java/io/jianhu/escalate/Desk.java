package io.jianhu.escalate;

import io.jianhu.chat.Event;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Message;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Shape;
import io.jianhu.store.Journal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Tickets on a journal with a clock and a witness of the test's own. */
final class Desk {

    static final RobotId ROBOT = new RobotId("FT-001");
    static final Duration PATIENCE = Duration.ofMinutes(10);
    static final String QUESTION = "我的〔手机号·k3f9〕为什么收到这个通知？";

    final List<Event> seen = Collections.synchronizedList(new ArrayList<>());
    final Journal journal;
    final Tickets tickets;
    volatile Instant now = Instant.parse("2026-11-23T08:00:00Z");

    Desk(Journal journal) throws IOException {
        this.journal = journal;
        this.tickets = new Tickets(journal, this::saw, () -> now, new byte[32]);
    }

    private CompletableFuture<Void> saw(Event event) {
        seen.add(event);
        return CompletableFuture.failedFuture(new IllegalStateException("a witness that cannot keep anything"));
    }

    Ticket open() {
        return tickets.open(exchange("portal", Optional.of("c-1"), QUESTION), List.of("JH-1"), Severity.HIGH, PATIENCE);
    }

    /** A ticket that was brought to a state. */
    Ticket in(State state) {
        Ticket ticket = open();
        switch (state) {
            case QUEUED -> {}
            case CLAIMED -> claim(ticket);
            case ANSWERED -> answer(claim(ticket));
            case CLOSED ->
                tickets.close(ticket.name(), "wang", answer(claim(ticket)).version());
            case CANCELLED -> tickets.cancel(ticket.code());
            case EXPIRED -> tickets.expire(now.plus(PATIENCE));
        }
        return tickets.byName(ticket.name()).orElseThrow();
    }

    Ticket claim(Ticket ticket) {
        return ((Outcome.Done) tickets.claim(ticket.name(), "wang", ticket.version())).ticket();
    }

    Ticket answer(Ticket ticket) {
        return ((Outcome.Done) tickets.answer(ticket.name(), "wang", "请不要转账。", ticket.version())).ticket();
    }

    /** An exchange whose texts are the citizen's and the robot's in turn, the citizen's last. */
    static Exchange exchange(String client, Optional<String> conversation, String... texts) {
        List<Message> messages = new ArrayList<>();
        messages.add(new Message(Role.SYSTEM, List.of("instructions")));
        for (int i = 0; i < texts.length; i++) {
            boolean isCitizen = (texts.length - 1 - i) % 2 == 0;
            messages.add(new Message(isCitizen ? Role.USER : Role.ASSISTANT, List.of(texts[i])));
        }
        Shape shape = new Shape("", false, false, conversation);
        return new Exchange("r-1", ROBOT, client, shape, messages, Instant.parse("2026-11-23T08:00:00Z"));
    }
}
