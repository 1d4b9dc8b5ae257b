package io.jianhu.escalate;

import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An exchange that a guardian has been asked to look at. Its lines are masked: they come from an
 * {@link io.jianhu.chat.Exchange}.
 *
 * @param code what entitles its holder to read the answer; a secret, shown to the citizen only
 * @param name its short public name, for records, metrics and guardians
 * @param conversation the keyed hash of the conversation's name, if the client named it
 * @param rules the ids of the rules that opened it
 * @param deadline until when the citizen has been asked to wait
 * @param patience how long a citizen is asked to wait, from each time the wait begins
 * @param guardian the id of the guardian who has it, if one does or did
 * @param told how many of the answers the citizen has been given
 * @param version goes up by one with each change a guardian should know before acting
 */
public record Ticket(
        String code,
        String name,
        RobotId robot,
        String client,
        Optional<String> conversation,
        List<String> rules,
        Severity severity,
        State state,
        Instant openedAt,
        Instant deadline,
        Duration patience,
        List<Line> lines,
        List<Answer> answers,
        Optional<String> guardian,
        int told,
        boolean endTold,
        long version) {

    public Ticket {
        rules = List.copyOf(rules);
        lines = List.copyOf(lines);
        answers = List.copyOf(answers);
    }

    /** A masked line of the conversation. */
    public record Line(Role role, String text, Instant at) {

        /** Prints no words. */
        @Override
        public String toString() {
            return "Line[" + role + "]";
        }
    }

    /** What a guardian wrote to the citizen. */
    public record Answer(String guardian, String text, Instant at) {

        /** Prints no words. */
        @Override
        public String toString() {
            return "Answer[" + guardian + "]";
        }
    }

    /** Whether there is something the citizen has not been told: an answer, or that no guardian came. */
    public boolean hasNews() {
        return told < answers.size() || (state == State.EXPIRED && !endTold);
    }

    /** Whether this guardian has it, and it is open. */
    public boolean isHeldBy(String id) {
        return state.isOpen() && guardian.filter(id::equals).isPresent();
    }

    /** Prints neither the code nor any words. */
    @Override
    public String toString() {
        return "Ticket[" + name + " " + robot + " " + state.word() + " " + version + "]";
    }
}
