package io.jianhu.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.escalate.Ticket;
import io.jianhu.net.Feed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What operators see as it happens: moves of tickets, changes of policy, brakes. Keeps the last thousand entries for
 * visitors that come back.
 */
final class Bulletin {

    private static final int KEPT = 1000;

    /** One entry; its number grows by one each time. */
    private record Entry(long number, String name, String data) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final Duration heartbeat;

    /** Distinguishes the numbers of this process from those of one before it. */
    private final String epoch = Long.toHexString(System.nanoTime() ^ System.currentTimeMillis());

    private long last;

    Bulletin() {
        this(Duration.ofSeconds(15));
    }

    Bulletin(Duration heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** A ticket was opened or changed. */
    void ticket(Ticket ticket) {
        post("ticket", json -> {
            json.writeStringField("ticket", ticket.name());
            json.writeStringField("robot", ticket.robot().value());
            json.writeStringField("state", ticket.state().word());
            json.writeNumberField("version", ticket.version());
        });
    }

    /** The policy changed, or a change was refused. */
    void policy(Event.Reloaded reloaded) {
        post("policy", json -> {
            json.writeStringField("revision", reloaded.revision());
            json.writeBooleanField("accepted", reloaded.accepted());
        });
    }

    /** A robot was stopped or released. */
    void robot(RobotId robot, String action, String actor) {
        post("robot", json -> {
            json.writeStringField("robot", robot.value());
            json.writeStringField("action", action);
            json.writeStringField("actor", actor);
        });
    }

    private void post(String name, Json.Writing fields) {
        String data = new String(
                Json.bytes((JsonGenerator json) -> {
                    json.writeStartObject();
                    fields.to(json);
                    json.writeEndObject();
                }),
                StandardCharsets.UTF_8);
        lock.lock();
        try {
            last++;
            entries.addLast(new Entry(last, name, data));
            if (entries.size() > KEPT) {
                entries.removeFirst();
            }
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * All entries after one, and then each as it comes. A visitor whose last entry is no longer kept is told
     * {@code reset}: to read everything again.
     *
     * @param lastSeen the {@code Last-Event-ID} of the visitor, if it has one
     * @param welcome whether the visitor may still listen
     */
    Feed feed(Optional<String> lastSeen, BooleanSupplier welcome) {
        return sink -> {
            long seen = start(lastSeen);
            if (seen < 0) {
                seen = now();
                sink.send(id(seen), "reset", "{}");
            } else {
                sink.comment("ready");
            }
            while (welcome.getAsBoolean()) {
                List<Entry> fresh = after(seen);
                if (fresh.isEmpty()) {
                    sink.comment("alive");
                    continue;
                }
                for (Entry entry : fresh) {
                    sink.send(id(entry.number()), entry.name(), entry.data());
                    seen = entry.number();
                }
            }
            sink.send("", "signed-out", "{}");
        };
    }

    /** The number after which a visitor listens, or -1 when entries in between are lost. */
    private long start(Optional<String> lastSeen) {
        if (lastSeen.isEmpty()) {
            return now();
        }
        lock.lock();
        try {
            String[] parts = lastSeen.get().split("-", -1);
            long number = parts.length == 2 && parts[0].equals(epoch) ? Long.parseLong(parts[1]) : -1;
            long oldest = entries.isEmpty() ? last + 1 : entries.getFirst().number();
            return number <= last && number >= oldest - 1 ? number : -1;
        } catch (NumberFormatException foreign) {
            return -1;
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    private String id(long number) {
        return epoch + "-" + number;
    }

    /** The entries after a number; waits for one up to a heartbeat. */
    private List<Entry> after(long seen) throws InterruptedException {
        lock.lock();
        try {
            long left = heartbeat.toNanos();
            while (last == seen && left > 0) {
                left = more.awaitNanos(left);
            }
            List<Entry> fresh = new ArrayList<>();
            for (Entry entry : entries) {
                if (entry.number() > seen) {
                    fresh.add(entry);
                }
            }
            return fresh;
        } finally {
            lock.unlock();
        }
    }
}
