package io.jianhu.flow;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part.Finish;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.flow.Spoken.Voice;
import io.jianhu.mask.Masker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * How an exchange comes to its end: by the model's last word, in the gateway's own words, or broken off. What blocks, masks
 * or escalates is on record before its first byte leaves.
 */
final class Endings {

    private static final int LONGEST_TOOL = 64;

    private final Masker masker;
    private final ModelNames names;
    private final Handover handover;
    private final Told told;
    private final Journaling journaling;
    private final InstantSource clock;

    Endings(Masker masker, Handover handover, Told told, Journaling journaling, InstantSource clock) {
        this.masker = masker;
        names = new ModelNames(masker);
        this.handover = handover;
        this.told = told;
        this.journaling = journaling;
        this.clock = clock;
    }

    /** The citizen leaves; a notice that is given with the farewell tells nothing of the conversation that may follow. */
    void leave(Turn turn, Duration took) throws Rejected {
        turn.rule(Turn.answer("exit.word", "exit"));
        journaling.keep(turn.robot(), turn.decided(Side.QUESTION, turn.ruling(), took, clock.instant()));
        Spoken farewell =
                turn.notice("exit", Decision.ANSWER, Finish.STOP, Voice.GATEWAY).with(handover.leave(turn));
        told.left(turn.exchange()); // before the farewell is read: who answers it has come back
        farewell.give(turn, Optional.empty());
        journaling.note(turn.spoke(farewell, Optional.empty(), clock.instant()));
    }

    /** The same with the names of the model, which the upstream writes as it likes, behind marks. */
    private Outcome.Timing fitForRecords(Outcome.Timing timing) {
        return timing.named(names.fit(timing.model()), names.fit(timing.fingerprint()));
    }

    /** The model has said all it wanted, and the citizen has it. */
    void complete(Turn turn, Answer answer, Outcome.Timing timing) {
        end(turn, turn.answered(answer, fitForRecords(timing), clock.instant()), Optional.of(timing));
    }

    /** The notice takes the place of an answer, as the robot's file asks. */
    void standIn(Turn turn, String reason) throws Rejected {
        turn.rule(Turn.answer(reason, "upstream"));
        journaling.keep(turn.robot(), turn.decided(Side.ANSWER, turn.ruling(), Duration.ZERO, clock.instant()));
        say(turn, turn.notice("upstream", Decision.ANSWER, Finish.STOP, Voice.GATEWAY));
    }

    /** A rule has stopped the answer in the middle: the gateway finishes it in its own words. */
    void stop(Turn turn, Answer answer, Outcome.Stopped stopped) throws Rejected {
        Spoken spoken;
        try {
            journaling.await(answer.recorded());
            turn.rule(answer.ruling());
            spoken = inPlaceOf(turn, answer, answer.ruling());
        } catch (Rejected e) {
            breakOff(turn, answer, e, stopped.begun());
            return;
        }
        finish(turn, spoken, Optional.of(answer));
        spoke(turn, spoken, Optional.of(stopped.timing()));
    }

    /** The robot was braked while it spoke: the citizen is told what those are told who ask from now on. */
    void halt(Turn turn, Answer answer, Outcome.Halted halted) throws Rejected {
        turn.rule(Turn.refusal("registry.braked", "braked"));
        Spoken spoken;
        try {
            journaling.keep(turn.robot(), turn.decided(Side.ANSWER, turn.ruling(), Duration.ZERO, clock.instant()));
            spoken = turn.notice("braked", Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY);
        } catch (Rejected e) {
            breakOff(turn, answer, e, halted.begun());
            return;
        }
        finish(turn, spoken, Optional.of(answer));
        spoke(turn, spoken, Optional.of(halted.timing()));
    }

    /** An answer that cannot go on is an error while nothing of it has left, and then calm words at its end. */
    void breakOff(Turn turn, Answer answer, Rejected why, boolean begun) throws Rejected {
        if (!begun) {
            throw why;
        }
        turn.because(why.reason());
        Spoken spoken = turn.notice("upstream", Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY);
        finish(turn, spoken, Optional.of(answer));
        journaling.note(turn.failed(why.reason(), 0, clock.instant()));
    }

    private Spoken inPlaceOf(Turn turn, Answer answer, Ruling ruling) throws Rejected {
        return switch (ruling.verdict()) {
            case Verdict.Disclose told ->
                turn.notice(told.notice(), Decision.DISCLOSE, Finish.CONTENT_FILTER, Voice.GATEWAY);
            case Verdict.Answer ready ->
                ToolGate.asks(ready)
                        ? turn.asking(ready, answer.calledInVain())
                        : turn.notice(ready.notice(), Decision.ANSWER, Finish.CONTENT_FILTER, Voice.GATEWAY);
            case Verdict.Refuse refuse ->
                turn.notice(refuse.notice(), Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY);
            case Verdict.Escalate escalate -> handover.open(turn, withCall(turn, answer), ruling, escalate.notice());
            case Verdict.Brake brake -> handover.brake(turn, brake);
            case Verdict.Allow allow -> throw new IllegalStateException("stopped without a reason");
            case Verdict.Mask mask -> throw new IllegalStateException("stopped without a reason");
        };
    }

    /** The conversation with the name of the tool that was called in vain, if one was, without personal data. */
    private Exchange withCall(Turn turn, Answer answer) {
        return answer.calledInVain()
                .filter(name -> !name.isBlank())
                .map(name -> masker.excerpt(name.substring(0, Math.min(name.length(), LONGEST_TOOL))))
                .map(name -> turn.exchange().followedBy(turn.called(name)))
                .orElse(turn.exchange());
    }

    void say(Turn turn, Spoken spoken) {
        journaling.shadowed(turn, turn.decision(), List.of());
        finish(turn, spoken, Optional.empty());
        spoke(turn, spoken, Optional.empty());
    }

    private void spoke(Turn turn, Spoken spoken, Optional<Outcome.Timing> timing) {
        end(turn, turn.spoke(spoken, timing.map(this::fitForRecords), clock.instant()), timing);
    }

    /** @param timing as it was measured; empty when no model was asked */
    private void end(Turn turn, Event.Answered last, Optional<Outcome.Timing> timing) {
        timing.ifPresent(model ->
                handover.drift(turn, model, names::fit, clock.instant()).forEach(journaling::note));
        journaling.note(last);
    }

    private void finish(Turn turn, Spoken spoken, Optional<Answer> begun) {
        if (turn.tells(spoken.voice())) {
            told.given(turn.exchange());
        }
        spoken.give(turn, begun);
    }
}
