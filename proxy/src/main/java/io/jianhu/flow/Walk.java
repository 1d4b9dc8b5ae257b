package io.jianhu.flow;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Event;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Part.Finish;
import io.jianhu.chat.Raw;
import io.jianhu.chat.Ruling;
import io.jianhu.chat.Side;
import io.jianhu.chat.Verdict;
import io.jianhu.disclose.Disclosure;
import io.jianhu.escalate.Brakes;
import io.jianhu.flow.Spoken.Voice;
import io.jianhu.mask.Masked;
import io.jianhu.mask.Masker;
import io.jianhu.robot.Admission;
import io.jianhu.robot.Client;
import io.jianhu.robot.Robot;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The straight line one exchange walks, from a request to the last byte of its answer. Runs on a virtual thread and may
 * wait; the model's answer itself does not pass through here but through {@link Answer}.
 */
public final class Walk {

    private static final int LONGEST_TOOL = 64;
    private static final Logger LOG = System.getLogger(Walk.class.getName());

    private final Supplier<Edition> editions;
    private final Gate gate;
    private final ReadingRoom room;
    private final Masker masker;
    private final ModelNames names;
    private final Hearing hearing;
    private final Handover handover;
    private final WholeMessage exit = WholeMessage.of("exit-words.txt");
    private final Told told;
    private final Journaling journaling;
    private final InstantSource clock;
    private final Running running = new Running();

    public Walk(
            Supplier<Edition> editions,
            Gate gate,
            ReadingRoom room,
            Masker masker,
            Hearing hearing,
            Handover handover,
            Told told,
            Journaling journaling,
            InstantSource clock) {
        this.editions = editions;
        this.gate = gate;
        this.room = room;
        this.masker = masker;
        names = new ModelNames(masker);
        this.hearing = hearing;
        this.handover = handover;
        this.told = told;
        this.journaling = journaling;
        this.clock = clock;
    }

    /** The revision in force now. */
    public String revision() {
        return editions.get().revision();
    }

    /** Ends what models are saying, and lets no model begin any more: citizens read that the service is away. */
    public void close() {
        running.close();
    }

    /** How many answers models are giving now. */
    public int running() {
        return running.count();
    }

    /** How many characters of answers are kept that are being given now. */
    public long keptCharacters() {
        return running.characters();
    }

    /** Walks one exchange to its end. */
    public void walk(Call call) {
        Edition edition = editions.get(); // kept to the end: a reload never changes a running exchange
        attempt(call, edition, () -> {
            switch (gate.admit(edition, call, clock.instant())) {
                case Admission.Admitted in ->
                    exchange(call, edition, in.robot(), in.client(), gate.enter(call, in.client(), in.robot()));
                case Admission.OffDuty off -> offDuty(call, edition, off);
            }
        });
    }

    /** Names the robot's model, under the same admission. */
    public void models(Call call) {
        Edition edition = editions.get();
        attempt(call, edition, () -> {
            Robot robot = gate.admit(edition, call, clock.instant()).robot();
            call.models(head(edition, Decision.ALLOW), robot.upstream().model(), robot.department());
        });
    }

    /**
     * The order of things. The brake stands before everything, since a braked robot says nothing at all. Raw words stop
     * at the mask. Who leaves is let go before all others: neither a rule nor a guardian may keep anybody. The ticket
     * of such a conversation stays open, since a farewell does not say that no answer is wanted any more, and whoever
     * comes back finds it; to be with the robot again there are the words that cancel. A guardian who has the
     * conversation is asked before any rule, since the citizen is no longer talking to a machine. What blocks, masks or
     * escalates is on record before its first byte leaves.
     */
    private void exchange(Call call, Edition edition, Robot robot, Client client, Pass pass)
            throws Rejected, InterruptedException {
        int size = call.size();
        Raw raw = room.read(size, () -> call.read(robot, client));
        gate.mayBegin(raw.shape());
        if (handover.isBraked(robot.id())) {
            refuseAll(call, edition, robot, client, raw, "braked", "braked");
            return;
        }
        journaling.mustBeKept(robot);
        long began = System.nanoTime();
        Disclosure disclosure = edition.disclosure(robot);
        Masked masked = room.read(size, () -> masker.mask(Told.withoutNotices(disclosure, raw), Treatment.of(robot)));
        gate.mayCarry(call, masked.weight());
        Turn turn = new Turn(
                call,
                edition,
                robot,
                client,
                masked,
                told.due(disclosure, raw),
                handover.watchLevel(robot),
                journaling);
        journaling.note(turn.asked(clock.instant()));

        if (edition.notices().has("exit") && exit.isNewestOf(turn.exchange())) {
            leave(turn, Duration.ofNanos(System.nanoTime() - began));
            return;
        }

        Optional<Spoken> guardian = handover.attend(turn);
        if (guardian.isPresent()) {
            say(turn, guardian.get());
            return;
        }

        Hearing.Heard heard = room.read(size, () -> hearing.hear(edition, turn.situation(), masked.exchange()));
        turn.rule(heard.ruling());
        turn.sighted(heard.sightings());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        journaling.keep(robot, turn.decided(Side.QUESTION, turn.ruling(), took, clock.instant()));
        switch (turn.ruling().verdict()) {
            case Verdict.Allow allow -> askModel(turn, heard, pass);
            case Verdict.Mask mask -> askModel(turn, heard, pass);
            case Verdict.Disclose told ->
                say(turn, turn.notice(told.notice(), Decision.DISCLOSE, Finish.STOP, Voice.IDENTITY));
            case Verdict.Answer ready ->
                say(turn, turn.notice(ready.notice(), Decision.ANSWER, Finish.STOP, Voice.GATEWAY));
            case Verdict.Refuse refuse ->
                say(turn, turn.notice(refuse.notice(), Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY));
            case Verdict.Escalate escalate -> say(turn, handover.open(turn, turn.ruling(), escalate.notice()));
            case Verdict.Brake brake -> say(turn, handover.brake(turn, brake));
        }
    }

    /** The citizen leaves; a notice that is given with the farewell tells nothing of the conversation that may follow. */
    private void leave(Turn turn, Duration took) throws Rejected {
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

    private void askModel(Turn turn, Hearing.Heard heard, Pass pass) throws Rejected, InterruptedException {
        Answer answer = new Answer(turn, () -> told.given(turn.exchange()), pass::heard);
        pass.asks(turn.exchange().shape().stream());
        running.add(answer);
        Brakes.Watch braking = handover.watch(turn.robot().id(), answer);
        Outcome outcome;
        try {
            outcome = Fallbacks.relay(turn, heard.exchange(), answer);
        } finally {
            braking.close();
            running.remove(answer);
        }
        journaling.shadowed(
                turn, answer.head().decision(), answer.sightings(turn.edition().rulebook()));
        handover.watchOver(turn, answer, clock.instant());
        switch (outcome) {
            case Outcome.Completed completed -> {
                Outcome.Timing timing = completed.timing();
                end(turn, turn.answered(answer, fitForRecords(timing), clock.instant()), Optional.of(timing));
            }
            case Outcome.Stopped stopped -> stop(turn, answer, stopped);
            case Outcome.Halted halted -> {
                switch (halted.why()) {
                    case BRAKE -> halt(turn, answer, halted);
                    case CLOSING ->
                        breakOff(turn, answer, new Rejected(503, "closing", turn.text("upstream")), halted.begun());
                }
            }
            case Outcome.Unrecorded lost -> breakOff(turn, answer, Journaling.unkept(), lost.begun());
            case Outcome.ClientGone gone -> journaling.note(turn.failed("client-gone", 0, clock.instant()));
            case Outcome.UpstreamFailed failed -> {
                pass.lost();
                String reason = "upstream-" + failed.reason();
                if (!failed.begun() && Fallbacks.isNotice(turn)) {
                    standIn(turn, reason);
                } else {
                    Rejected why = new Rejected(failed.status(), reason, turn.text("upstream"));
                    breakOff(turn, answer, why, failed.begun());
                }
            }
        }
    }

    /** The notice takes the place of an answer, as the robot's file asks. */
    private void standIn(Turn turn, String reason) throws Rejected {
        turn.rule(Turn.answer(reason, "upstream"));
        journaling.keep(turn.robot(), turn.decided(Side.ANSWER, turn.ruling(), Duration.ZERO, clock.instant()));
        say(turn, turn.notice("upstream", Decision.ANSWER, Finish.STOP, Voice.GATEWAY));
    }

    /** A rule has stopped the answer in the middle: the gateway finishes it in its own words. */
    private void stop(Turn turn, Answer answer, Outcome.Stopped stopped) throws Rejected {
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
    private void halt(Turn turn, Answer answer, Outcome.Halted halted) throws Rejected {
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
    private void breakOff(Turn turn, Answer answer, Rejected why, boolean begun) throws Rejected {
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

    private void offDuty(Call call, Edition edition, Admission.OffDuty off) throws Rejected, InterruptedException {
        gate.enter(call, off.client(), off.robot());
        Raw raw = room.read(call.size(), () -> call.read(off.robot(), off.client()));
        refuseAll(call, edition, off.robot(), off.client(), raw, edition.offDutyNotice(off), off.reason());
    }

    /** The robot may not speak at all: one calm notice, whatever was asked. */
    private void refuseAll(
            Call call, Edition edition, Robot robot, Client client, Raw raw, String notice, String reason)
            throws Rejected, InterruptedException {
        Turn turn = new Turn(
                call,
                edition,
                robot,
                client,
                room.read(call.size(), () -> masker.mask(raw, Treatment.of(robot))),
                Telling.NOTHING,
                robot.policy().watch(),
                journaling);
        turn.rule(Turn.refusal("registry." + reason, notice));
        journaling.keep(robot, turn.decided(Side.QUESTION, turn.ruling(), Duration.ZERO, clock.instant()));
        say(turn, turn.notice(notice, Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY));
    }

    private void say(Turn turn, Spoken spoken) {
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

    private interface Steps {
        void run() throws Rejected, InterruptedException;
    }

    /** Every exchange ends in exactly one last event, also when it ends in an error. */
    private void attempt(Call call, Edition edition, Steps steps) {
        try {
            steps.run();
        } catch (Rejected e) {
            fail(call, edition, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            journaling.note(
                    Journaling.rejected(call, edition, new Rejected(0, "interrupted", "interrupted"), clock.instant()));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an exchange broke: " + call.id(), Wordless.of(e));
            fail(call, edition, new Rejected(500, "internal", "服务内部错误 internal error"));
        }
    }

    private void fail(Call call, Edition edition, Rejected why) {
        try {
            call.fail(head(edition, Decision.REFUSE), why);
        } finally {
            journaling.note(Journaling.rejected(call, edition, why, clock.instant()));
        }
    }

    private static Head head(Edition edition, Decision decision) {
        return new Head(edition.revision(), decision);
    }
}
