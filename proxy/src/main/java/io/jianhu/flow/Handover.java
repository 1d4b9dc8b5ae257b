package io.jianhu.flow;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Original;
import io.jianhu.chat.Part.Finish;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Verdict;
import io.jianhu.escalate.Alarm;
import io.jianhu.escalate.Brakes;
import io.jianhu.escalate.Reply;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.escalate.Unkept;
import io.jianhu.flow.Spoken.Voice;
import io.jianhu.robot.Robot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Between the robot and its guardian (监护人). While a conversation has an open ticket, what the citizen says goes to the
 * guardian and not to the model, and what the guardian wrote meanwhile is given back on the next turn.
 */
public final class Handover {

    private static final Duration URGENT = Duration.ofMinutes(5);
    private static final Duration ORDINARY = Duration.ofMinutes(30);

    private final Tickets tickets;
    private final Brakes brakes;
    private final Alarm alarm = new Alarm();
    private final Drift drift;
    private final WholeMessage cancel = WholeMessage.of("cancel-words.txt");

    public Handover(Tickets tickets, Brakes brakes) {
        this.tickets = tickets;
        this.brakes = brakes;
        drift = new Drift(brakes);
    }

    boolean isBraked(RobotId robot) {
        return brakes.isBraked(robot);
    }

    /** Halts an answer when the robot is braked while it speaks. */
    Brakes.Watch watch(RobotId robot, Answer answer) {
        return brakes.watch(robot, () -> answer.halt(Answer.Halt.BRAKE));
    }

    /** What is said when a guardian has this conversation, or has just had it; empty when the robot has it. */
    Optional<Spoken> attend(Turn turn) {
        Optional<Ticket> found = tickets.find(turn.exchange());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Ticket ticket = found.get();
        if (ticket.state().isOpen() && cancel.isNewestOf(turn.exchange())) {
            tickets.cancel(ticket.code());
            return Optional.of(spoken(turn, "cancelled", Decision.ANSWER, Finish.STOP, ticket));
        }
        if (ticket.hasNews()) {
            tickets.note(ticket.code(), turn.exchange());
            entrustNewest(ticket, turn);
            return tickets.collect(ticket.code()).map(news -> news(turn, ticket, news));
        }
        tickets.addTurn(ticket.code(), turn.exchange());
        tickets.entrust(ticket.code(), turn.originals());
        return Optional.of(spoken(turn, "waiting", Decision.ESCALATE, Finish.CONTENT_FILTER, ticket));
    }

    /**
     * The ticket of a conversation that the citizen leaves. It stays open, and what a guardian wrote waits in it; the
     * guardian reads the farewell there, since of somebody in danger it may be the last word.
     */
    Optional<Ticket> leave(Turn turn) {
        Optional<Ticket> left = tickets.find(turn.exchange());
        left.ifPresent(ticket -> tickets.note(ticket.code(), turn.exchange()));
        return left;
    }

    /** Opens a ticket for what the rules found, and tells the citizen; where none can be kept, the hotline is named. */
    Spoken open(Turn turn, Ruling ruling, String notice) {
        return open(turn, turn.exchange(), ruling, notice);
    }

    /** The same, with what the guardian is to read of the conversation. */
    Spoken open(Turn turn, Exchange read, Ruling ruling, String notice) {
        try {
            return opened(turn, read, ruling, notice);
        } catch (Unkept e) {
            turn.because("ticket.unkept");
            return turn.notice("expired", Decision.ESCALATE, Finish.CONTENT_FILTER, Voice.GATEWAY);
        }
    }

    /** Stops the robot for everyone, and tells the citizen calmly; a brake works even when it cannot be kept. */
    Spoken brake(Turn turn, Verdict.Brake verdict) {
        String rule = "rule " + verdict.because().getFirst().rule();
        try {
            brakes.brake(turn.robot().id(), rule, rule);
        } catch (Unkept e) {
            turn.because("brake.unkept");
        }
        return turn.notice(verdict.notice(), Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY);
    }

    /**
     * Stops a robot whose answers break critical rules too often, by what its file says, and gives its guardian the
     * conversation in which it was too much. What citizens say does not count: else a few of them could stop a robot.
     */
    void watchOver(Turn turn, Answer answer, Instant now) {
        Optional<Robot.Conduct.Limit> limit = turn.robot().policy().brake();
        if (limit.isEmpty()) {
            return;
        }
        List<Finding> critical = answer.ruling().verdict().because().stream()
                .filter(finding -> finding.severity() == Severity.CRITICAL)
                .toList();
        if (critical.isEmpty()
                || !alarm.rings(
                        turn.robot().id(), limit.get().critical(), limit.get().within(), now)) {
            return;
        }
        try {
            brakes.brake(turn.robot().id(), "jianhu", limit.get().critical() + " answers with critical findings");
            tickets.open(turn.exchange(), rules(critical), Severity.CRITICAL, URGENT);
        } catch (Unkept e) {
            turn.because("brake.unkept");
        }
    }

    /** The level up to which rules are recorded for a robot, given what its model was last. */
    int watchLevel(Robot robot) {
        return drift.watch(robot);
    }

    /** What is to be put on record of the names a model gave itself, if anything; they are told as excerpts. */
    List<Event> drift(Turn turn, Outcome.Timing model, UnaryOperator<String> excerpt, Instant now) {
        return model.recalled() ? List.of() : drift.seen(turn.robot(), model, excerpt, now);
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).distinct().sorted().toList();
    }

    private Spoken opened(Turn turn, Exchange read, Ruling ruling, String notice) {
        List<Finding> because = ruling.verdict().because();
        Severity severity = because.getFirst().severity();
        Ticket ticket = tickets.open(read, rules(because), severity, severity == Severity.CRITICAL ? URGENT : ORDINARY);
        tickets.entrust(ticket.code(), turn.originals());
        Spoken told = spoken(turn, notice, Decision.ESCALATE, Finish.CONTENT_FILTER, ticket);
        if (told.text().contains(ticket.code())) {
            return told;
        }
        Spoken hold = spoken(turn, "hold", Decision.ESCALATE, Finish.CONTENT_FILTER, ticket);
        return hold.with(told.text() + "\n\n" + hold.text());
    }

    private static Spoken news(Turn turn, Ticket ticket, Reply news) {
        if (news.answers().isEmpty()) {
            return spoken(turn, "expired", Decision.ESCALATE, Finish.CONTENT_FILTER, ticket);
        }
        String answers = news.answers().stream().map(Ticket.Answer::text).collect(Collectors.joining("\n\n"));
        return new Spoken(
                turn.text("guardian-answer") + "\n\n" + turn.restored(answers),
                Decision.ANSWER,
                Finish.STOP,
                Optional.of(ticket),
                Voice.GUARDIAN);
    }

    private static Spoken spoken(Turn turn, String notice, Decision decision, Finish finish, Ticket ticket) {
        return new Spoken(
                turn.text(notice, Map.of("ticket", ticket.code())),
                decision,
                finish,
                Optional.of(ticket),
                Voice.GATEWAY);
    }

    /** While an answer is on its way, only what the citizen adds is kept: the rest went with the answer. */
    private void entrustNewest(Ticket ticket, Turn turn) {
        String newest = WholeMessage.newest(turn.exchange());
        List<Original> added = turn.originals().stream()
                .filter(original -> newest.contains(original.placeholder()))
                .toList();
        if (!added.isEmpty()) {
            tickets.entrust(ticket.code(), added);
        }
    }
}
