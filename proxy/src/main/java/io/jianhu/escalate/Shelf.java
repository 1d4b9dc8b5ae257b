package io.jianhu.escalate;

import io.jianhu.chat.Original;
import io.jianhu.chat.RobotId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** All tickets in memory, found by code, by name and by conversation. */
final class Shelf {

    /** One conversation of a client with a robot. */
    private record Conversation(RobotId robot, String client, String id) {}

    /** The place of one ticket. Its lock is held by whoever changes the ticket. */
    static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        final Condition changed = lock.newCondition();
        final Originals originals = new Originals();
        volatile Ticket ticket;

        Slot(Ticket ticket) {
            this.ticket = ticket;
        }

        /** Keeps what placeholders stand for, while the ticket is open. */
        void keep(List<Original> own) {
            lock.lock();
            try {
                if (ticket.state().isOpen()) {
                    originals.keep(own);
                }
            } finally {
                lock.unlock();
            }
        }

        /** Puts the ticket after a step in the place of the one before; an answer or an end leaves no values behind. */
        void move(Change change, Ticket next) {
            if (change instanceof Change.Answered || !next.state().isOpen()) {
                originals.forget();
            }
            ticket = next;
            changed.signalAll();
        }

        Revelation reveal(String guardian) {
            lock.lock();
            try {
                if (ticket.guardian().filter(guardian::equals).isEmpty()) {
                    return new Revelation.NotHeld();
                }
                if (!ticket.state().isOpen()) {
                    return new Revelation.Ended(ticket.state());
                }
                return originals.areKept()
                        ? new Revelation.Values(originals.in(ticket.lines()))
                        : new Revelation.Gone();
            } finally {
                lock.unlock();
            }
        }
    }

    private final Map<String, Slot> byCode = new ConcurrentHashMap<>();
    private final Map<String, Slot> byName = new ConcurrentHashMap<>();
    private final Map<Conversation, Slot> byConversation = new ConcurrentHashMap<>();

    void put(Ticket ticket) {
        Slot slot = new Slot(ticket);
        byCode.put(ticket.code(), slot);
        byName.put(ticket.name(), slot);
        ticket.conversation()
                .ifPresent(id -> byConversation.put(new Conversation(ticket.robot(), ticket.client(), id), slot));
    }

    /** Applies a step that was read from a journal. */
    void apply(Change change) {
        if (change instanceof Change.Opened opened) {
            put(opened.ticket());
            return;
        }
        byCode(change.code()).ifPresent(slot -> slot.ticket = change.on(slot.ticket));
    }

    Optional<Slot> byCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    Optional<Slot> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The newest ticket of a conversation. */
    Optional<Ticket> byConversation(RobotId robot, String client, String id) {
        return Optional.ofNullable(byConversation.get(new Conversation(robot, client, id)))
                .map(slot -> slot.ticket);
    }

    Collection<Slot> all() {
        return byCode.values();
    }
}
