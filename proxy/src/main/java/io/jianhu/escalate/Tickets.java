package io.jianhu.escalate;

import io.jianhu.chat.Event;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Original;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Witness;
import io.jianhu.store.Journal;
import io.jianhu.store.NotKept;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tickets of all robots. Each step is in the journal before anyone sees it, and the witness is told of it; a new
 * start reads them back. Commands block until then, so they are not for event loops. Where a step cannot be kept, they
 * throw {@link Unkept} and nothing has happened.
 *
 * <p>Citizens name a ticket by its code, guardians by its name.
 */
public final class Tickets {

    private static final String CITIZEN = "citizen";
    private static final String SYSTEM = "system";

    private final Journal journal;
    private final Witness witness;
    private final InstantSource clock;
    private final Codes codes;
    private final Shelf shelf = new Shelf();
    private final List<Consumer<Ticket>> listeners = new CopyOnWriteArrayList<>();
    private final List<ReentrantLock> doors =
            Stream.generate(ReentrantLock::new).limit(64).toList();

    /**
     * Reads the tickets of a journal.
     *
     * @param secret the key of the codes' check, 16 bytes or more; codes of another key are not recognised in a history
     * @throws IOException when the journal cannot be read
     */
    public Tickets(Journal journal, Witness witness, InstantSource clock, byte[] secret) throws IOException {
        this.journal = journal;
        this.witness = witness;
        this.clock = clock;
        this.codes = new Codes(secret);
        journal.replay(record -> ChangeJson.read(record).ifPresent(shelf::apply));
    }

    /**
     * Opens a ticket. A conversation has at most one open ticket: if it has one already, that one is returned as it is.
     *
     * @param rules the ids of the rules that ask for a guardian
     * @param patience how long the citizen is asked to wait
     */
    public Ticket open(Exchange exchange, List<String> rules, Severity severity, Duration patience) {
        ReentrantLock door = door(exchange);
        door.lock();
        try {
            Optional<Ticket> known =
                    find(exchange).filter(ticket -> ticket.state().isOpen());
            return known.isPresent() ? known.get() : opened(exchange, rules, severity, patience);
        } finally {
            door.unlock();
        }
    }

    private ReentrantLock door(Exchange exchange) {
        int hash = exchange.shape().conversation().orElse(exchange.id()).hashCode();
        return doors.get(Math.floorMod(hash, doors.size()));
    }

    private Ticket opened(Exchange exchange, List<String> rules, Severity severity, Duration patience) {
        Instant now = clock.instant();
        String code = codes.mint(exchange.robot(), exchange.client());
        while (shelf.byName(codes.name(code)).isPresent()) {
            code = codes.mint(exchange.robot(), exchange.client());
        }
        Ticket ticket = new Ticket(
                code,
                codes.name(code),
                exchange.robot(),
                exchange.client(),
                conversation(exchange),
                rules,
                severity,
                State.QUEUED,
                now,
                now.plus(patience),
                patience,
                Transcript.of(exchange),
                List.of(),
                Optional.empty(),
                0,
                false,
                1);
        keep(new Change.Opened(ticket));
        tell(ticket, CITIZEN, Optional.empty());
        shelf.put(ticket);
        publish(ticket);
        return ticket;
    }

    /**
     * The ticket that an exchange belongs to: open, or with something the citizen was not told. It is known by the
     * conversation, else by the newest code in what the robot said earlier.
     */
    public Optional<Ticket> find(Exchange exchange) {
        Optional<Ticket> known = conversation(exchange)
                .flatMap(id -> shelf.byConversation(exchange.robot(), exchange.client(), id))
                .filter(Tickets::isWanted);
        return known.isPresent() ? known : inHistory(exchange);
    }

    private Optional<String> conversation(Exchange exchange) {
        return exchange.shape()
                .conversation()
                .map(name -> codes.conversation(exchange.robot(), exchange.client(), name));
    }

    private Optional<Ticket> inHistory(Exchange exchange) {
        return Codes.told(exchange)
                .flatMap(code -> byCode(code, exchange.robot(), exchange.client()).stream())
                .findFirst()
                .filter(Tickets::isWanted);
    }

    private static boolean isWanted(Ticket ticket) {
        return ticket.state().isOpen() || ticket.hasNews();
    }

    /** The ticket of a code, if the code is genuine and belongs to this robot and client. */
    public Optional<Ticket> byCode(String code, RobotId robot, String client) {
        return codes.isGenuine(code, robot, client) ? shelf.byCode(code).map(slot -> slot.ticket) : Optional.empty();
    }

    public Optional<Ticket> byName(String name) {
        return shelf.byName(name).map(slot -> slot.ticket);
    }

    /** The open tickets: the gravest first, and among those the one that has waited longest. */
    public List<Ticket> open() {
        return shelf.all().stream()
                .map(slot -> slot.ticket)
                .filter(ticket -> ticket.state().isOpen())
                .sorted(Comparator.comparing(Ticket::severity)
                        .reversed()
                        .thenComparing(Ticket::openedAt)
                        .thenComparing(Ticket::name))
                .toList();
    }

    /** The citizen wrote more: the newest words join an open ticket, and if it was answered, a new wait begins. */
    public Outcome addTurn(String code, Exchange exchange) {
        return step(shelf.byCode(code), OptionalLong.empty(), CITIZEN, old -> {
            if (!old.state().isOpen()) {
                return Optional.empty();
            }
            boolean again = old.state() == State.ANSWERED;
            Instant deadline = again ? clock.instant().plus(old.patience()) : old.deadline();
            State state = again ? State.CLAIMED : old.state();
            return Optional.of(new Change.Turned(code, Transcript.newest(exchange), state, deadline));
        });
    }

    /** The citizen's newest words join an open ticket while an answer is on its way; no new wait begins. */
    public Outcome note(String code, Exchange exchange) {
        return step(
                shelf.byCode(code),
                OptionalLong.empty(),
                CITIZEN,
                old -> old.state().isOpen()
                        ? Optional.of(new Change.Turned(code, Transcript.newest(exchange), old.state(), old.deadline()))
                        : Optional.empty());
    }

    /**
     * Keeps what the citizen's placeholders in an open ticket stand for: in memory only, a bounded number, and only until
     * it is answered or ends.
     */
    public void entrust(String code, List<Original> own) {
        shelf.byCode(code).ifPresent(slot -> slot.keep(own));
    }

    /** What the citizen's placeholders in an open ticket stand for, for the guardian who has it. */
    public Revelation reveal(String name, String guardian) {
        return shelf.byName(name).map(slot -> slot.reveal(guardian)).orElseGet(Revelation.Unknown::new);
    }

    /** A guardian takes a queued ticket. */
    public Outcome claim(String name, String guardian, long version) {
        return step(shelf.byName(name), OptionalLong.of(version), guardian, old -> switch (old.state()) {
            case QUEUED -> Optional.of(new Change.Claimed(old.code(), guardian));
            case CLAIMED, ANSWERED, CLOSED, CANCELLED, EXPIRED -> Optional.empty();
        });
    }

    /** The guardian who has the ticket writes to the citizen. */
    public Outcome answer(String name, String guardian, String text, long version) {
        return step(
                shelf.byName(name),
                OptionalLong.of(version),
                guardian,
                old -> old.isHeldBy(guardian)
                        ? Optional.of(
                                new Change.Answered(old.code(), new Ticket.Answer(guardian, text, clock.instant())))
                        : Optional.empty());
    }

    /** The guardian who has the ticket is done with it; the conversation goes back to the robot. */
    public Outcome close(String name, String guardian, long version) {
        return step(
                shelf.byName(name),
                OptionalLong.of(version),
                guardian,
                old -> old.isHeldBy(guardian)
                        ? Optional.of(new Change.Ended(old.code(), State.CLOSED))
                        : Optional.empty());
    }

    /** The citizen no longer wants an answer. */
    public Outcome cancel(String code) {
        return step(
                shelf.byCode(code),
                OptionalLong.empty(),
                CITIZEN,
                old -> old.state().isOpen() ? Optional.of(new Change.Ended(code, State.CANCELLED)) : Optional.empty());
    }

    /** Ends the tickets whose deadline has passed: those without an answer expire, answered ones are closed. */
    public List<Ticket> expire(Instant now) {
        List<Ticket> ended = new ArrayList<>();
        for (Ticket due : open()) {
            if (due.deadline().isAfter(now)) {
                continue;
            }
            State end = due.state() == State.ANSWERED ? State.CLOSED : State.EXPIRED;
            Outcome outcome = step(
                    shelf.byCode(due.code()),
                    OptionalLong.of(due.version()),
                    SYSTEM,
                    old -> Optional.of(new Change.Ended(old.code(), end)));
            if (outcome instanceof Outcome.Done done) {
                ended.add(done.ticket());
            }
        }
        return ended;
    }

    /** What the citizen is to be told and was not; from then on it counts as told, also after a crash. */
    public Optional<Reply> collect(String code) {
        Optional<Shelf.Slot> place = shelf.byCode(code);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Shelf.Slot slot = place.get();
        slot.lock.lock();
        try {
            Ticket old = slot.ticket;
            if (!old.hasNews()) {
                return Optional.empty();
            }
            Change told =
                    new Change.Told(code, old.answers().size(), !old.state().isOpen());
            keep(told);
            slot.ticket = told.on(old);
            return Optional.of(
                    new Reply(old.answers().subList(old.told(), old.answers().size()), old.state()));
        } finally {
            slot.lock.unlock();
        }
    }

    /**
     * Waits until a ticket has a later version than one, for at most a time, or until the thread is interrupted.
     *
     * @return the ticket as it then stands; empty when there is none of that code
     */
    public Optional<Ticket> await(String code, long since, Duration patience) {
        Optional<Shelf.Slot> place = shelf.byCode(code);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        Shelf.Slot slot = place.get();
        slot.lock.lock();
        try {
            long left = patience.toNanos();
            while (slot.ticket.version() <= since && left > 0) {
                left = slot.changed.awaitNanos(left);
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } finally {
            slot.lock.unlock();
        }
        return Optional.of(slot.ticket);
    }

    /** Tells a listener of every ticket that is opened or changed, until it is closed. Listeners must be quick. */
    public Subscription subscribe(Consumer<Ticket> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** That someone is told of tickets. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    private Outcome step(
            Optional<Shelf.Slot> place, OptionalLong version, String actor, Function<Ticket, Optional<Change>> rule) {
        if (place.isEmpty()) {
            return new Outcome.Unknown();
        }
        Shelf.Slot slot = place.get();
        Ticket next;
        slot.lock.lock();
        try {
            Ticket old = slot.ticket;
            if (version.isPresent() && version.getAsLong() != old.version()) {
                return new Outcome.Conflict(old);
            }
            Optional<Change> change = rule.apply(old);
            if (change.isEmpty()) {
                return new Outcome.NotAllowed(old);
            }
            next = change.get().on(old);
            keep(change.get());
            if (next.state() != old.state() || change.get() instanceof Change.Answered) {
                tell(next, actor, waited(old));
            }
            slot.move(change.get(), next);
        } finally {
            slot.lock.unlock();
        }
        publish(next);
        return new Outcome.Done(next);
    }

    /** How long the citizen has been waiting, while one waits. */
    private Optional<Duration> waited(Ticket ticket) {
        return switch (ticket.state()) {
            case QUEUED, CLAIMED ->
                Optional.of(Duration.between(ticket.deadline().minus(ticket.patience()), clock.instant()));
            case ANSWERED, CLOSED, CANCELLED, EXPIRED -> Optional.empty();
        };
    }

    private void keep(Change change) {
        try {
            journal.append(ChangeJson.write(change)).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof NotKept reason) {
                throw new Unkept(String.valueOf(reason.getMessage()));
            }
            throw failed;
        }
    }

    /** Waits for the witness but does not depend on it: the step is kept already. */
    private void tell(Ticket ticket, String actor, Optional<Duration> waited) {
        Event moved = new Event.Moved(
                clock.instant(),
                ticket.robot().value(),
                ticket.name(),
                ticket.state().word(),
                actor,
                waited);
        witness.saw(moved).exceptionally(failed -> null).join();
    }

    private void publish(Ticket ticket) {
        listeners.forEach(listener -> listener.accept(ticket));
    }
}
