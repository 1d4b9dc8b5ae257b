package io.jianhu.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jianhu.chat.Event;
import io.jianhu.chat.RobotId;
import io.jianhu.chat.Role;
import io.jianhu.chat.Severity;
import io.jianhu.store.Checked;
import io.jianhu.store.FileJournal;
import io.jianhu.store.Journal;
import io.jianhu.store.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(textBlock = """
            QUEUED,    claim,  CLAIMED
            QUEUED,    answer, -
            QUEUED,    close,  -
            QUEUED,    cancel, CANCELLED
            QUEUED,    turn,   QUEUED
            CLAIMED,   claim,  -
            CLAIMED,   answer, ANSWERED
            CLAIMED,   close,  CLOSED
            CLAIMED,   cancel, CANCELLED
            CLAIMED,   turn,   CLAIMED
            ANSWERED,  claim,  -
            ANSWERED,  answer, ANSWERED
            ANSWERED,  close,  CLOSED
            ANSWERED,  cancel, CANCELLED
            ANSWERED,  turn,   CLAIMED
            CLOSED,    claim,  -
            CLOSED,    answer, -
            CLOSED,    close,  -
            CLOSED,    cancel, -
            CLOSED,    turn,   -
            CANCELLED, claim,  -
            CANCELLED, answer, -
            CANCELLED, close,  -
            CANCELLED, cancel, -
            CANCELLED, turn,   -
            EXPIRED,   claim,  -
            EXPIRED,   answer, -
            EXPIRED,   close,  -
            EXPIRED,   cancel, -
            EXPIRED,   turn,   -
            """)
    void commandsAreAllowedByState(State before, String command, String after) throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.in(before);
        Outcome outcome = run(desk, command, ticket, "wang", ticket.version());
        Ticket now = desk.tickets.byName(ticket.name()).orElseThrow();
        if (after.equals("-")) {
            assertThat(outcome).isEqualTo(new Outcome.NotAllowed(ticket));
            assertThat(now).isEqualTo(ticket);
        } else {
            assertThat(outcome).isEqualTo(new Outcome.Done(now));
            assertThat(now.state()).isEqualTo(State.valueOf(after));
            assertThat(now.version()).isEqualTo(ticket.version() + 1);
        }
    }

    @ParameterizedTest
    @CsvSource({"CLAIMED,answer", "CLAIMED,close", "ANSWERED,answer", "ANSWERED,close"})
    void anotherGuardianMayNot(State state, String command) throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.in(state);
        assertThat(run(desk, command, ticket, "li", ticket.version())).isEqualTo(new Outcome.NotAllowed(ticket));
    }

    @Test
    void aCommandOnAnOldVersionIsAConflictAndOneOnNothingUnknown() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.open();
        Ticket turned = ((Outcome.Done) run(desk, "turn", ticket, "", 0)).ticket();
        for (String command : List.of("claim", "answer", "close")) {
            assertThat(run(desk, command, ticket, "wang", ticket.version())).isEqualTo(new Outcome.Conflict(turned));
        }
        assertThat(desk.tickets.claim("T-000000", "wang", 1)).isEqualTo(new Outcome.Unknown());
        assertThat(desk.tickets.cancel("T-000000")).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void aTicketHoldsWhatCitizenAndRobotSaidAndTheNewestWordsJoin() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.tickets.open(
                Desk.exchange("portal", Optional.empty(), "你好", "您好，我是机器人。", "转人工"),
                List.of("JH-7"),
                Severity.LOW,
                Desk.PATIENCE);
        assertThat(ticket.lines())
                .extracting(Ticket.Line::role, Ticket.Line::text)
                .containsExactly(tuple(Role.USER, "你好"), tuple(Role.ASSISTANT, "您好，我是机器人。"), tuple(Role.USER, "转人工"));
        desk.tickets.addTurn(ticket.code(), Desk.exchange("portal", Optional.empty(), "转人工", "请稍候。", "还有一件事"));
        assertThat(desk.tickets.byName(ticket.name()).orElseThrow().lines())
                .hasSize(4)
                .last()
                .extracting(Ticket.Line::text)
                .isEqualTo("还有一件事");
        assertThat(ticket.toString()).doesNotContain(ticket.code(), "转人工");
    }

    @Test
    void anAnswerIsCollectedOnce() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.open();
        assertThat(desk.tickets.collect(ticket.code())).isEmpty();
        Ticket answered = desk.answer(desk.claim(ticket));
        desk.answer(answered);
        Reply reply = desk.tickets.collect(ticket.code()).orElseThrow();
        assertThat(reply.answers()).extracting(Ticket.Answer::text).containsExactly("请不要转账。", "请不要转账。");
        assertThat(desk.tickets.collect(ticket.code())).isEmpty();
        Ticket now = desk.tickets.byName(ticket.name()).orElseThrow();
        desk.answer(now);
        assertThat(desk.tickets.collect(ticket.code()).orElseThrow().answers()).hasSize(1);
    }

    @Test
    void anAnswerOfAClosedTicketStillReachesTheCitizenAndThenTheRobotGoesOn() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.in(State.CLOSED);
        var next = Desk.exchange("portal", Optional.of("c-1"), "然后呢？");
        assertThat(desk.tickets.find(next)).isPresent();
        assertThat(desk.tickets.collect(ticket.code()).orElseThrow().state()).isEqualTo(State.CLOSED);
        assertThat(desk.tickets.find(next)).isEmpty();
    }

    @Test
    void expiryIsToldOnceAndAnAnsweredTicketIsClosed() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket queued = desk.open();
        assertThat(desk.tickets.expire(desk.now.plus(Desk.PATIENCE).minusMillis(1)))
                .isEmpty();
        assertThat(desk.tickets.expire(desk.now.plus(Desk.PATIENCE)))
                .extracting(Ticket::state)
                .containsExactly(State.EXPIRED);
        assertThat(desk.tickets.collect(queued.code())).contains(new Reply(List.of(), State.EXPIRED));
        assertThat(desk.tickets.collect(queued.code())).isEmpty();
        Ticket answered = desk.in(State.ANSWERED);
        assertThat(answered.code()).isNotEqualTo(queued.code());
        assertThat(desk.tickets.expire(desk.now.plus(Desk.PATIENCE)))
                .extracting(Ticket::state)
                .containsExactly(State.CLOSED);
        assertThat(desk.tickets.open()).isEmpty();
    }

    @Test
    void aConversationIsKnownByItsNameOrByTheCodeInTheHistory() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket named = desk.open();
        assertThat(desk.open()).isEqualTo(named);
        assertThat(desk.tickets.find(Desk.exchange("kiosk", Optional.of("c-1"), "你好")))
                .isEmpty();
        Ticket unnamed = desk.tickets.open(
                Desk.exchange("portal", Optional.empty(), "转人工"), List.of(), Severity.LOW, Desk.PATIENCE);
        String hold = "已转人工，编号 " + unnamed.code() + "。";
        assertThat(desk.tickets.find(Desk.exchange("portal", Optional.empty(), "转人工", hold, "在吗")))
                .contains(unnamed);
        assertThat(desk.tickets.find(Desk.exchange("kiosk", Optional.empty(), "转人工", hold, "在吗")))
                .isEmpty();
        assertThat(desk.tickets.find(Desk.exchange("portal", Optional.empty(), "你好", "您好", hold)))
                .as("a code that a citizen typed")
                .isEmpty();
        assertThat(desk.tickets.byCode(unnamed.code(), Desk.ROBOT, "portal")).contains(unnamed);
        assertThat(desk.tickets.byCode(unnamed.code(), new RobotId("FT-002"), "portal"))
                .isEmpty();
    }

    @Test
    void everyMoveIsWitnessedByNameAndNeverByCode() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.open();
        Ticket claimed = desk.claim(ticket);
        desk.now = desk.now.plusSeconds(90);
        desk.tickets.close(ticket.name(), "wang", desk.answer(claimed).version());
        assertThat(desk.seen)
                .map(event -> (Event.Moved) event)
                .extracting(Event.Moved::state, Event.Moved::actor)
                .containsExactly(
                        tuple("queued", "citizen"),
                        tuple("claimed", "wang"),
                        tuple("answered", "wang"),
                        tuple("closed", "wang"));
        assertThat(((Event.Moved) desk.seen.get(2)).waited()).contains(Duration.ofSeconds(90));
        assertThat(desk.seen.toString()).contains(ticket.name()).doesNotContain(ticket.code());
    }

    @Test
    void aRestartKeepsEverything() throws IOException {
        List<Ticket> before = new ArrayList<>();
        try (FileJournal journal = journal()) {
            Desk desk = new Desk(journal);
            Ticket collected = desk.in(State.ANSWERED);
            desk.tickets.collect(collected.code());
            run(desk, "turn", collected, "", 0);
            IntStream.range(0, 20)
                    .forEach(i -> desk.tickets.open(
                            Desk.exchange("portal", Optional.of("d-" + i), "问题 " + i),
                            List.of("JH-1", "JH-2"),
                            Severity.CRITICAL,
                            Desk.PATIENCE));
            before.addAll(desk.tickets.open());
        }
        try (FileJournal journal = journal()) {
            Desk desk = new Desk(journal);
            assertThat(before).hasSize(21);
            assertThat(desk.tickets.open()).isEqualTo(before);
            assertThat(desk.tickets.find(Desk.exchange("portal", Optional.of("d-3"), "在吗")))
                    .isPresent();
            assertThat(desk.tickets.collect(before.getLast().code())).isEmpty();
        }
    }

    @Test
    void whatCannotBeKeptHasNotHappened() throws IOException {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.open();
        desk.journal.close();
        assertThatThrownBy(() -> desk.claim(ticket)).isInstanceOf(Unkept.class);
        assertThatThrownBy(() -> desk.tickets.cancel(ticket.code())).isInstanceOf(Unkept.class);
        assertThat(desk.tickets.open()).containsExactly(ticket);
        assertThat(desk.seen).hasSize(1);
    }

    @Test
    void waitersWakeWithTheChangeAndListenersAreTold() throws Exception {
        Desk desk = new Desk(Journal.inMemory());
        Ticket ticket = desk.open();
        ConcurrentLinkedQueue<Ticket> told = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Ticket> woken = new ConcurrentLinkedQueue<>();
        assertThat(desk.tickets.await(ticket.code(), ticket.version(), Duration.ofMillis(1)))
                .contains(ticket);
        assertThat(desk.tickets.await("T-", 0, Duration.ZERO)).isEmpty();
        try (Tickets.Subscription subscription = desk.tickets.subscribe(told::add)) {
            assertThat(subscription).isNotNull();
            Thread waiter = Thread.ofVirtual()
                    .start(() -> desk.tickets
                            .await(ticket.code(), ticket.version(), Duration.ofSeconds(30))
                            .ifPresent(woken::add));
            Ticket claimed = desk.claim(ticket);
            waiter.join();
            assertThat(woken).containsExactly(claimed);
            assertThat(told).containsExactly(claimed);
        }
        desk.tickets.cancel(ticket.code());
        assertThat(told).hasSize(1);
    }

    @Test
    void oneOfManyGuardiansGetsATicketAndAConversationGetsOneTicket() throws Exception {
        try (FileJournal journal = journal()) {
            Desk desk = new Desk(journal);
            List<Ticket> opened =
                    IntStream.range(0, 50).parallel().mapToObj(i -> desk.open()).toList();
            assertThat(opened).allMatch(opened.getFirst()::equals);
            List<Outcome> outcomes = IntStream.range(0, 50)
                    .parallel()
                    .mapToObj(i -> desk.tickets.claim(opened.getFirst().name(), "g-" + i, 1))
                    .toList();
            assertThat(outcomes.stream().filter(Outcome.Done.class::isInstance)).hasSize(1);
            assertThat(outcomes.stream().filter(Outcome.Conflict.class::isInstance))
                    .hasSize(49);
        }
    }

    private static Outcome run(Desk desk, String command, Ticket ticket, String guardian, long version) {
        return switch (command) {
            case "claim" -> desk.tickets.claim(ticket.name(), guardian, version);
            case "answer" -> desk.tickets.answer(ticket.name(), guardian, "好的。", version);
            case "close" -> desk.tickets.close(ticket.name(), guardian, version);
            case "cancel" -> desk.tickets.cancel(ticket.code());
            case "turn" -> desk.tickets.addTurn(ticket.code(), Desk.exchange("portal", Optional.of("c-1"), "还在吗？"));
            default -> throw new IllegalArgumentException(command);
        };
    }

    private FileJournal journal() throws IOException {
        return FileJournal.open(directory, new Checked(), Settings.DEFAULT, InstantSource.system());
    }
}
