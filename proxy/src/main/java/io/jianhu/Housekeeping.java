package io.jianhu;

import io.jianhu.escalate.Tickets;
import io.jianhu.escalate.Unkept;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What has to be done every second while nobody asks for it. */
final class Housekeeping implements AutoCloseable {

    private final ScheduledExecutorService every;

    private Housekeeping(ScheduledExecutorService every) {
        this.every = every;
    }

    /** Ends the tickets whose deadline has passed. */
    static Housekeeping start(Tickets tickets, Clock clock) {
        ScheduledExecutorService every = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("housekeeping").factory());
        var unused = every.scheduleWithFixedDelay(() -> expire(tickets, clock), 1, 1, TimeUnit.SECONDS);
        return new Housekeeping(every);
    }

    private static void expire(Tickets tickets, Clock clock) {
        try {
            tickets.expire(clock.instant());
        } catch (Unkept e) {
            System.getLogger(Housekeeping.class.getName())
                    .log(Level.WARNING, "tickets could not be expired; trying again");
        }
    }

    @Override
    public void close() {
        every.shutdownNow();
    }
}
