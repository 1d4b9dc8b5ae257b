package io.jianhu.escalate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One step in the life of a ticket, as it stands in the journal. */
sealed interface Change {

    /** The code of the ticket. */
    String code();

    record Opened(Ticket ticket) implements Change {
        @Override
        public String code() {
            return ticket.code();
        }
    }

    /** The citizen wrote more. */
    record Turned(String code, List<Ticket.Line> lines, State state, Instant deadline) implements Change {}

    record Claimed(String code, String guardian) implements Change {}

    record Answered(String code, Ticket.Answer answer) implements Change {}

    /** The ticket is no longer open. */
    record Ended(String code, State state) implements Change {}

    /** The citizen was given the first answers of the ticket, and its end if it had ended. */
    record Told(String code, int answers, boolean end) implements Change {}

    /** The ticket after this step. */
    default Ticket on(Ticket old) {
        return switch (this) {
            case Opened opened -> opened.ticket();
            case Turned turned ->
                copy(
                        old,
                        turned.state(),
                        turned.deadline(),
                        more(old.lines(), turned.lines()),
                        old.answers(),
                        old.guardian());
            case Claimed claimed ->
                copy(old, State.CLAIMED, old.deadline(), old.lines(), old.answers(), Optional.of(claimed.guardian()));
            case Answered answered ->
                copy(
                        old,
                        State.ANSWERED,
                        old.deadline(),
                        old.lines(),
                        more(old.answers(), List.of(answered.answer())),
                        old.guardian());
            case Ended ended -> copy(old, ended.state(), old.deadline(), old.lines(), old.answers(), old.guardian());
            case Told told -> told(old, told);
        };
    }

    private static Ticket copy(
            Ticket old,
            State state,
            Instant deadline,
            List<Ticket.Line> lines,
            List<Ticket.Answer> answers,
            Optional<String> guardian) {
        return new Ticket(
                old.code(),
                old.name(),
                old.robot(),
                old.client(),
                old.conversation(),
                old.rules(),
                old.severity(),
                state,
                old.openedAt(),
                deadline,
                old.patience(),
                lines,
                answers,
                guardian,
                old.told(),
                old.endTold(),
                old.version() + 1);
    }

    private static Ticket told(Ticket old, Told told) {
        return new Ticket(
                old.code(),
                old.name(),
                old.robot(),
                old.client(),
                old.conversation(),
                old.rules(),
                old.severity(),
                old.state(),
                old.openedAt(),
                old.deadline(),
                old.patience(),
                old.lines(),
                old.answers(),
                old.guardian(),
                told.answers(),
                told.end() || old.endTold(),
                old.version());
    }

    private static <T> List<T> more(List<T> old, List<T> added) {
        List<T> all = new ArrayList<>(old);
        all.addAll(added);
        return all;
    }
}
