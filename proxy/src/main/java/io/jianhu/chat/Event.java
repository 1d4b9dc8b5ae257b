package io.jianhu.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened, without a word of a citizen. Every exchange ends in one {@link Answered} or {@link Failed}. */
public sealed interface Event {

    Instant at();

    /**
     * Whether what it leads to waits until it is on record: what blocks, masks or escalates, and what operators do, but not
     * that something was asked or answered, or may pass.
     */
    default boolean isAwaited() {
        return switch (this) {
            case Asked asked -> false;
            case Answered answered -> false;
            case Failed failed -> false;
            case Decided decided -> decided.ruling().verdict().decision() != Decision.ALLOW;
            case Reloaded reloaded -> true;
            case Moved moved -> true;
            case Acted acted -> true;
            case Revealed revealed -> true;
        };
    }

    /**
     * A question was admitted and masked.
     *
     * @param masked how many values were masked, by kind
     * @param texts SHA-256, hexadecimal, over the role of each message and, behind a zero byte, the SHA-256 of each of its
     *     masked texts
     */
    record Asked(Subject subject, Instant at, Map<String, Integer> masked, String texts) implements Event {
        public Asked {
            masked = Map.copyOf(masked);
        }
    }

    /**
     * A rulebook ruled on a question or on an answer.
     *
     * @param took the time spent finding and deciding
     */
    record Decided(Subject subject, Instant at, Side side, Ruling ruling, Duration took) implements Event {}

    /**
     * An exchange ended with an answer, the model's or the gateway's own.
     *
     * @param decision the most restrictive of all that was decided
     * @param rules the ids of the rules that decided
     * @param ticket the short, non-secret name of the ticket, never its code
     * @param notice whether the answer had to tell that a machine speaks, first or after long use, and did
     * @param model the model that the upstream named, or empty
     * @param total from the first byte of the request to the last byte of the answer
     * @param firstToken to the first words of a model's answer
     * @param upstream the part of {@code total} that was spent waiting for the model
     * @param held the most characters held back at one time
     * @param recalled whether the answer was kept from another time, and no model was asked
     */
    record Answered(
            Subject subject,
            Instant at,
            Decision decision,
            List<String> rules,
            Optional<String> ticket,
            NoticeState notice,
            String model,
            Duration total,
            Optional<Duration> firstToken,
            Duration upstream,
            int held,
            int characters,
            boolean recalled)
            implements Event {
        public Answered {
            rules = List.copyOf(rules);
        }

        /** An answer of its own time. */
        public Answered(
                Subject subject,
                Instant at,
                Decision decision,
                List<String> rules,
                Optional<String> ticket,
                NoticeState notice,
                String model,
                Duration total,
                Optional<Duration> firstToken,
                Duration upstream,
                int held,
                int characters) {
            this(
                    subject,
                    at,
                    decision,
                    rules,
                    ticket,
                    notice,
                    model,
                    total,
                    firstToken,
                    upstream,
                    held,
                    characters,
                    false);
        }
    }

    /**
     * An exchange ended without an answer.
     *
     * @param reason a bounded word, such as {@code client-gone}, {@code upstream-timeout}, {@code bad-request}
     * @param status the HTTP status that was sent, or 0 when the head of an answer had left before
     */
    record Failed(Subject subject, Instant at, String reason, int status, Duration total) implements Event {}

    /**
     * The policy in force changed, or a change was refused.
     *
     * @param revision in force after it
     * @param reason why it was refused, or what else is to be said; possibly empty
     * @param actor {@code file} for an edit, {@code clock} for a day that began, {@code system}, or an operator's name
     * @param change what differs: paths and rule ids in at most 256 characters, never a word of a file; possibly empty
     */
    record Reloaded(Instant at, String revision, boolean accepted, String reason, String actor, String change)
            implements Event {

        /** An edit of which no more is known. */
        public Reloaded(Instant at, String revision, boolean accepted, String reason) {
            this(at, revision, accepted, reason, "file", "");
        }
    }

    /**
     * A ticket moved to another state.
     *
     * @param ticket a short, non-secret name of the ticket, never its code
     * @param actor {@code citizen}, {@code system} or a guardian's id
     */
    record Moved(Instant at, String robot, String ticket, String state, String actor, Optional<Duration> waited)
            implements Event {}

    /**
     * An operator did something that matters, or was refused it.
     *
     * @param refused a bounded word for why it was not done; empty when it was
     */
    record Acted(Instant at, String actor, String action, String object, String refused) implements Event {

        /** What was done. */
        public Acted(Instant at, String actor, String action, String object) {
            this(at, actor, action, object, "");
        }
    }

    /**
     * An operator asked to see the citizen's own values in a ticket.
     *
     * @param actor the operator's name
     * @param robot of the ticket, or empty when there is none of that name
     * @param ticket its short, non-secret name, or empty when there is none of that name
     * @param outcome {@code given}, or a bounded word for why it was refused
     * @param reason the operator's, without personal data; possibly empty
     * @param kinds how many values were shown, by kind
     */
    record Revealed(
            Instant at,
            String actor,
            String robot,
            String ticket,
            String outcome,
            String reason,
            Map<String, Integer> kinds)
            implements Event {
        public Revealed {
            kinds = Map.copyOf(kinds);
        }
    }

    /** What became of the duty to tell, at the first answer and after long use, that a machine speaks. */
    enum NoticeState {
        NOT_DUE,
        GIVEN,
        /** Given in the header and the label only, because a program parses the text. */
        IN_LABEL,
        MISSING
    }
}
