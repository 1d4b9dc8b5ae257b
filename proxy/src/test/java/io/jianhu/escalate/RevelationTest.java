package io.jianhu.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Original;
import io.jianhu.store.Checked;
import io.jianhu.store.FileJournal;
import io.jianhu.store.Journal;
import io.jianhu.store.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is shown what stands behind a ticket's placeholders, and until when. */
class RevelationTest {

    private static final Original MOBILE = new Original("〔手机号·k3f9〕", "mobile", "手机号", "13800138000");

    @TempDir
    private Path directory;

    private static Desk desk(Journal journal) throws IOException {
        return new Desk(journal);
    }

    private static Ticket entrusted(Desk desk, State state) {
        desk.tickets.entrust(desk.open().code(), List.of(MOBILE));
        return desk.in(state);
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,    wang, NotHeld",
        "CLAIMED,   wang, Values",
        "CLAIMED,   li,   NotHeld",
        "ANSWERED,  wang, Gone",
        "ANSWERED,  li,   NotHeld",
        "CLOSED,    wang, Ended",
        "CLOSED,    li,   NotHeld",
        "CANCELLED, wang, NotHeld",
        "EXPIRED,   wang, NotHeld",
    })
    void itDependsOnTheStateAndOnWhoseTheTicketIs(State state, String guardian, String expected) throws IOException {
        Desk desk = desk(Journal.inMemory());
        Ticket ticket = entrusted(desk, state);
        Revelation revelation = desk.tickets.reveal(ticket.name(), guardian);
        assertThat(revelation.getClass().getSimpleName()).isEqualTo(expected);
        if (revelation instanceof Revelation.Values values) {
            assertThat(values.values()).containsExactly(MOBILE);
        }
    }

    @ParameterizedTest
    @CsvSource({"CANCELLED", "EXPIRED"})
    void aClaimedTicketThatEndsWithoutAnAnswerLeavesNothing(State end) throws IOException {
        Desk desk = desk(Journal.inMemory());
        Ticket ticket = entrusted(desk, State.CLAIMED);
        if (end == State.CANCELLED) {
            desk.tickets.cancel(ticket.code());
        } else {
            desk.tickets.expire(desk.now.plus(Desk.PATIENCE));
        }
        assertThat(desk.tickets.reveal(ticket.name(), "wang")).isEqualTo(new Revelation.Ended(end));
        desk.tickets.entrust(ticket.code(), List.of(MOBILE));
        assertThat(desk.tickets.reveal(ticket.name(), "wang")).isEqualTo(new Revelation.Ended(end));
    }

    @Test
    void aTicketOfNoNameAndACodeOfNoTicketAreNothing() throws IOException {
        Desk desk = desk(Journal.inMemory());
        desk.tickets.entrust("T-", List.of(MOBILE));
        assertThat(desk.tickets.reveal("T-000000", "wang")).isEqualTo(new Revelation.Unknown());
    }

    @Test
    void onlyWhatTheGuardianReadsAPlaceholderOfIsShown() throws IOException {
        Desk desk = desk(Journal.inMemory());
        Ticket ticket = entrusted(desk, State.CLAIMED);
        Original elsewhere = new Original("〔手机号·zzzz〕", "mobile", "手机号", "13900139000");
        desk.tickets.entrust(ticket.code(), List.of(elsewhere));
        assertThat(desk.tickets.reveal(ticket.name(), "wang")).isEqualTo(new Revelation.Values(List.of(MOBILE)));
    }

    @Test
    void aTicketWithoutValuesHasNoneAndAnAnsweredOneHasThoseOfTheNextTurn() throws IOException {
        Desk desk = desk(Journal.inMemory());
        Ticket ticket = desk.in(State.CLAIMED);
        desk.tickets.entrust(ticket.code(), List.of());
        assertThat(desk.tickets.reveal(ticket.name(), "wang")).isEqualTo(new Revelation.Values(List.of()));
        desk.answer(ticket);
        assertThat(desk.tickets.reveal(ticket.name(), "wang")).isEqualTo(new Revelation.Gone());
        desk.tickets.addTurn(ticket.code(), Desk.exchange("portal", Optional.of("c-1"), "还在吗？"));
        desk.tickets.entrust(ticket.code(), List.of(MOBILE));
        assertThat(desk.tickets.reveal(ticket.name(), "wang")).isEqualTo(new Revelation.Values(List.of(MOBILE)));
    }

    @Test
    void theNewestOfManyAreKept() throws IOException {
        Desk desk = desk(Journal.inMemory());
        List<Original> many = IntStream.range(0, Originals.MOST + 50)
                .mapToObj(i -> new Original("〔手机号·n" + i + "〕", "mobile", "手机号", "138%08d".formatted(i)))
                .toList();
        String said = String.join("", many.stream().map(Original::placeholder).toList());
        Ticket ticket = desk.tickets.open(
                Desk.exchange("portal", Optional.of("c-1"), said),
                List.of("JH-1"),
                io.jianhu.chat.Severity.HIGH,
                Desk.PATIENCE);
        desk.claim(ticket);
        desk.tickets.entrust(ticket.code(), many.subList(0, Originals.MOST));
        desk.tickets.entrust(ticket.code(), many.subList(0, 10));
        desk.tickets.entrust(ticket.code(), many.subList(Originals.MOST, many.size()));
        Revelation.Values shown = (Revelation.Values) desk.tickets.reveal(ticket.name(), "wang");
        assertThat(shown.values())
                .hasSize(Originals.MOST)
                .containsAll(many.subList(0, 10))
                .containsAll(many.subList(Originals.MOST, many.size()))
                .doesNotContainAnyElementsOf(many.subList(10, 60));
    }

    @Test
    void nothingOfItIsInTheJournalAndANewStartHasNone() throws IOException {
        Ticket ticket;
        try (FileJournal journal = journal()) {
            Desk desk = desk(journal);
            ticket = entrusted(desk, State.CLAIMED);
            assertThat(desk.tickets.reveal(ticket.name(), "wang")).isInstanceOf(Revelation.Values.class);
            assertThat(desk.seen.toString() + desk.tickets.open() + desk.tickets.reveal(ticket.name(), "wang"))
                    .doesNotContain(MOBILE.value());
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written).isNotEmpty();
            for (Path file : written) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(MOBILE.value());
            }
        }
        try (FileJournal journal = journal()) {
            assertThat(desk(journal).tickets.reveal(ticket.name(), "wang")).isEqualTo(new Revelation.Gone());
        }
    }

    private FileJournal journal() throws IOException {
        return FileJournal.open(directory, new Checked(), Settings.DEFAULT, InstantSource.system());
    }
}
