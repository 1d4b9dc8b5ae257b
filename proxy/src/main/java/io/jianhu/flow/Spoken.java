package io.jianhu.flow;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Part;
import io.jianhu.chat.Stamp;
import io.jianhu.disclose.AigcLabel;
import io.jianhu.escalate.Ticket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is said in place of the model.
 *
 * @param ticket the ticket it belongs to, if there is one
 * @param voice whose words they are
 */
record Spoken(String text, Decision decision, Part.Finish finish, Optional<Ticket> ticket, Voice voice) {

    Spoken with(String other) {
        return new Spoken(other, decision, finish, ticket, voice);
    }

    Spoken with(Optional<Ticket> of) {
        return new Spoken(text, decision, finish, of, voice);
    }

    /** Whose words are said. */
    enum Voice {
        /** The gateway's own: labelled as made by a machine, and preceded by the notice that is due, if one is. */
        GATEWAY,
        /** The gateway's own, which themselves tell that a machine speaks; preceded by a reminder when that is due. */
        IDENTITY,
        /** A guardian's: never labelled as made by a machine (GB 45438—2025 3.1), and never preceded by a notice. */
        GUARDIAN
    }

    /** Gives it to the client: apart from what was shown, and after the notice that is due. */
    void give(Turn turn, Optional<Answer> begun) {
        boolean shown = begun.map(Answer::speaks).orElse(false);
        String before = shown ? "\n\n" : turn.opening(voice);
        Stamp stamp = turn.stamp(this);
        List<Part> parts = new ArrayList<>();
        if (begun.map(answer -> !answer.begun()).orElse(true) && !stamp.aigc().isEmpty()) {
            parts.add(new Part.First(stamp.aigc()));
        }
        parts.add(new Part.Said(before + text, finish));
        parts.add(new Part.Last(Optional.of(stamp)));
        turn.call().finish(new Head(turn.policy(), decision, AigcLabel.line(stamp.aigc())), parts);
    }
}
