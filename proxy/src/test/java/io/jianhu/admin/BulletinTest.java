package io.jianhu.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Severity;
import io.jianhu.escalate.Ticket;
import io.jianhu.escalate.Tickets;
import io.jianhu.net.Feed;
import io.jianhu.store.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BulletinTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final Bulletin bulletin = new Bulletin(Duration.ofMillis(10));
    private final AtomicBoolean welcome = new AtomicBoolean(true);

    @AfterEach
    void dismiss() {
        welcome.set(false);
    }

    @Test
    void aListenerHearsOfTicketsPoliciesAndBrakes() throws Exception {
        Ear ear = listen(Optional.empty());
        Tickets tickets = new Tickets(Journal.inMemory(), event -> DONE, () -> NOW, new byte[32]);
        Ticket ticket = Samples.open(tickets, "c-1", Severity.LOW, Duration.ofMinutes(3));
        bulletin.ticket(ticket);
        bulletin.policy(new Event.Reloaded(NOW, "r2", false, "rules/a.yaml:1:1: 秘密"));
        bulletin.robot(new RobotId("FT-001"), "brake", "chen");
        assertThat(ear.next().data())
                .isEqualTo("{\"ticket\":\"" + ticket.name()
                        + "\",\"robot\":\"FT-001\",\"state\":\"queued\",\"version\":1}");
        assertThat(ear.next().data()).isEqualTo("{\"revision\":\"r2\",\"accepted\":false}");
        Sent last = ear.next();
        assertThat(last.event()).isEqualTo("robot");
        assertThat(last.data()).isEqualTo("{\"robot\":\"FT-001\",\"action\":\"brake\",\"actor\":\"chen\"}");
    }

    @Test
    void aListenerThatComesBackHearsWhatItMissed() throws InterruptedException {
        Ear first = listen(Optional.empty());
        move("T-1");
        String seen = first.next().id();
        move("T-2");
        move("T-3");
        Ear second = listen(Optional.of(seen));
        assertThat(second.next().data()).contains("T-2");
        assertThat(second.next().data()).contains("T-3");
    }

    @Test
    void aListenerWhoseLastEntryIsLostIsToldToReadAgain() throws InterruptedException {
        Ear first = listen(Optional.empty());
        move("T-0");
        String seen = first.next().id();
        for (int ticket = 1; ticket <= 1001; ticket++) {
            move("T-" + ticket);
        }
        assertThat(listen(Optional.of(seen)).next().event()).isEqualTo("reset");
        assertThat(listen(Optional.of("another-process")).next().event()).isEqualTo("reset");
        assertThat(listen(Optional.of("nonsense")).next().event()).isEqualTo("reset");
    }

    @Test
    void theFeedEndsWithTheSession() throws InterruptedException {
        Ear ear = listen(Optional.empty());
        welcome.set(false);
        assertThat(ear.next().event()).isEqualTo("signed-out");
        ear.thread().join();
    }

    private void move(String robot) {
        bulletin.robot(new RobotId(robot), "brake", "chen");
    }

    private record Sent(String id, String event, String data) {}

    private record Ear(BlockingQueue<Sent> heard, Thread thread) {
        Sent next() throws InterruptedException {
            Sent sent = heard.poll(20, TimeUnit.SECONDS);
            assertThat(sent).as("an event").isNotNull();
            return java.util.Objects.requireNonNull(sent);
        }
    }

    private Ear listen(Optional<String> lastSeen) throws InterruptedException {
        BlockingQueue<Sent> heard = new LinkedBlockingQueue<>();
        BlockingQueue<String> comments = new LinkedBlockingQueue<>();
        Feed feed = bulletin.feed(lastSeen, welcome::get);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                feed.run(new Feed.Sink() {
                    @Override
                    public void send(String id, String event, String data) {
                        heard.add(new Sent(id, event, data));
                    }

                    @Override
                    public void comment(String text) {
                        comments.add(text);
                    }
                });
            } catch (InterruptedException gone) {
                Thread.currentThread().interrupt();
            }
        });
        if (lastSeen.isEmpty()) {
            assertThat(comments.poll(20, TimeUnit.SECONDS)).isEqualTo("ready");
        }
        return new Ear(heard, thread);
    }
}
