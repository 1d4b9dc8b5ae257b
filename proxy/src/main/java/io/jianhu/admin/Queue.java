package io.jianhu.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tickets that wait for guardians, as the pages see them. */
interface Queue {

    /**
     * One ticket without a word of the conversation.
     *
     * @param name the short name, never the code
     * @param due when it has to be answered
     * @param holder the guardian who works on it
     * @param version grows with every change; a command must name it
     */
    record Ticket(
            String name,
            String robot,
            String state,
            boolean open,
            String severity,
            List<String> rules,
            Instant opened,
            Optional<Instant> due,
            Optional<String> holder,
            long version) {
        public Ticket {
            rules = List.copyOf(rules);
        }
    }

    /** One utterance of a conversation, masked. */
    record Line(String role, String text) {}

    /** A ticket with its masked conversation. */
    record Case(Ticket ticket, List<Line> transcript, Optional<String> answer) {
        public Case {
            transcript = List.copyOf(transcript);
        }
    }

    /** What became of a command. */
    sealed interface Outcome {
        record Done(Ticket ticket) implements Outcome {}

        /** Somebody was faster. */
        record Clash(Ticket ticket) implements Outcome {}

        record NotAllowed(String why) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    List<Ticket> list();

    Optional<Case> find(String name);

    Outcome claim(String name, long version, String guardian) throws InterruptedException;

    Outcome answer(String name, long version, String guardian, String text) throws InterruptedException;

    Outcome close(String name, long version, String guardian, String reason) throws InterruptedException;
}
