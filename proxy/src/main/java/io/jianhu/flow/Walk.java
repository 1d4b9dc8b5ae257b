package io.jianhu.flow;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Part.Finish;
import io.jianhu.chat.Raw;
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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The straight line one exchange walks, from a request to the last byte of its answer. Runs on a virtual thread and may
 * wait; the model's answer itself does not pass through here but through {@link Answer}.
 */
public final class Walk {

    private static final Logger LOG = System.getLogger(Walk.class.getName());

    private final Supplier<Edition> editions;
    private final Gate gate;
    private final ReadingRoom room;
    private final Masker masker;
    private final Endings endings;
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
        endings = new Endings(masker, handover, told, journaling, clock);
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
        attempt(call, edition, who -> {
            switch (who) {
                case Admission.Admitted in -> {
                    Pass pass = gate.enter(call, in.client(), in.robot());
                    readAndAnswer(call, in, () -> understand(call, edition, in, pass));
                }
                case Admission.OffDuty off -> {
                    gate.enter(call, off.client(), off.robot());
                    readAndAnswer(call, off, () -> offDuty(call, edition, off));
                }
            }
        });
    }

    /** The seat is left before the answer, which may take its time. */
    private void readAndAnswer(Call call, Admission.Known who, ReadingRoom.Reading<Steps> understanding)
            throws Rejected, InterruptedException {
        Steps answer;
        try (ReadingRoom.Seat seat = room.seat(call, who.client().id())) {
            answer = seat.read(understanding);
        }
        answer.run();
    }

    /** Names the robot's model, under the same admission. */
    public void models(Call call) {
        Edition edition = editions.get();
        attempt(call, edition, who -> {
            Robot robot = who.robot();
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
    private Steps understand(Call call, Edition edition, Admission.Admitted in, Pass pass) throws Rejected {
        Robot robot = in.robot();
        Client client = in.client();
        Raw raw = call.read(robot, client);
        gate.mayBegin(raw.shape());
        if (handover.isBraked(robot.id())) {
            return refusal(call, edition, in, raw, "braked", "braked");
        }
        journaling.mustBeKept(robot);
        long began = System.nanoTime();
        Disclosure disclosure = edition.disclosure(robot);
        Masked masked = masker.mask(Told.withoutNotices(disclosure, raw), Treatment.of(robot));
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
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            return () -> endings.leave(turn, took);
        }

        Optional<Spoken> guardian = handover.attend(turn);
        if (guardian.isPresent()) {
            return () -> endings.say(turn, guardian.get());
        }

        Hearing.Heard heard = hearing.hear(edition, turn.situation(), masked.exchange());
        turn.rule(heard.ruling());
        turn.sighted(heard.sightings());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return () -> answer(turn, heard, pass, took);
    }

    private void answer(Turn turn, Hearing.Heard heard, Pass pass, Duration took)
            throws Rejected, InterruptedException {
        journaling.keep(turn.robot(), turn.decided(Side.QUESTION, turn.ruling(), took, clock.instant()));
        switch (turn.ruling().verdict()) {
            case Verdict.Allow allow -> askModel(turn, heard, pass);
            case Verdict.Mask mask -> askModel(turn, heard, pass);
            case Verdict.Disclose told ->
                endings.say(turn, turn.notice(told.notice(), Decision.DISCLOSE, Finish.STOP, Voice.IDENTITY));
            case Verdict.Answer ready ->
                endings.say(turn, turn.notice(ready.notice(), Decision.ANSWER, Finish.STOP, Voice.GATEWAY));
            case Verdict.Refuse refuse ->
                endings.say(turn, turn.notice(refuse.notice(), Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY));
            case Verdict.Escalate escalate -> endings.say(turn, handover.open(turn, turn.ruling(), escalate.notice()));
            case Verdict.Brake brake -> endings.say(turn, handover.brake(turn, brake));
        }
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
            case Outcome.Completed completed -> endings.complete(turn, answer, completed.timing());
            case Outcome.Stopped stopped -> endings.stop(turn, answer, stopped);
            case Outcome.Halted halted -> {
                switch (halted.why()) {
                    case BRAKE -> endings.halt(turn, answer, halted);
                    case CLOSING ->
                        endings.breakOff(
                                turn, answer, new Rejected(503, "closing", turn.text("upstream")), halted.begun());
                }
            }
            case Outcome.Unrecorded lost -> endings.breakOff(turn, answer, Journaling.unkept(), lost.begun());
            case Outcome.ClientGone gone -> journaling.note(turn.failed("client-gone", 0, clock.instant()));
            case Outcome.UpstreamFailed failed -> {
                pass.lost();
                String reason = "upstream-" + failed.reason();
                if (!failed.begun() && Fallbacks.isNotice(turn)) {
                    endings.standIn(turn, reason);
                } else {
                    Rejected why = new Rejected(failed.status(), reason, turn.text("upstream"));
                    endings.breakOff(turn, answer, why, failed.begun());
                }
            }
        }
    }

    private Steps offDuty(Call call, Edition edition, Admission.OffDuty off) throws Rejected {
        Raw raw = call.read(off.robot(), off.client());
        return refusal(call, edition, off, raw, edition.offDutyNotice(off), off.reason());
    }

    /** The robot may not speak at all: one calm notice, whatever was asked. */
    private Steps refusal(Call call, Edition edition, Admission.Known who, Raw raw, String notice, String reason)
            throws Rejected {
        Robot robot = who.robot();
        Masked masked = masker.mask(raw, Treatment.of(robot));
        Turn turn = new Turn(
                call,
                edition,
                robot,
                who.client(),
                masked,
                Telling.NOTHING,
                robot.policy().watch(),
                journaling);
        turn.rule(Turn.refusal("registry." + reason, notice));
        return () -> {
            journaling.keep(robot, turn.decided(Side.QUESTION, turn.ruling(), Duration.ZERO, clock.instant()));
            endings.say(turn, turn.notice(notice, Decision.REFUSE, Finish.CONTENT_FILTER, Voice.GATEWAY));
        };
    }

    private interface Steps {
        void run() throws Rejected, InterruptedException;
    }

    /** What is done for who was admitted. */
    private interface Errand {
        void run(Admission.Known who) throws Rejected, InterruptedException;
    }

    /** Every exchange ends in exactly one last event, also when it ends in an error. */
    private void attempt(Call call, Edition edition, Errand errand) {
        Optional<Client> client = Optional.empty();
        try {
            Admission.Known who = gate.admit(edition, call, clock.instant());
            client = Optional.of(who.client());
            errand.run(who);
        } catch (Rejected e) {
            fail(call, edition, client, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            note(call, edition, client, new Rejected(0, "interrupted", "interrupted"));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "an exchange broke: " + call.id(), Wordless.of(e));
            fail(call, edition, client, new Rejected(500, "internal", "服务内部错误 internal error"));
        }
    }

    private void fail(Call call, Edition edition, Optional<Client> client, Rejected why) {
        try {
            call.fail(head(edition, Decision.REFUSE), why);
        } finally {
            note(call, edition, client, why);
        }
    }

    private void note(Call call, Edition edition, Optional<Client> client, Rejected why) {
        journaling.note(Journaling.rejected(call, edition, client, why, clock.instant()));
    }

    private static Head head(Edition edition, Decision decision) {
        return new Head(edition.revision(), decision);
    }
}
