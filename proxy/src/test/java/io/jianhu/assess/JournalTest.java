package io.jianhu.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.chat.Decision;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Terms TERMS = Assessments.TERMS;
    private static final Result ANSWERED = new Result(
            "B-1",
            Outcome.ANSWERED,
            Optional.of(Fault.NOT_REFUSED),
            Optional.of(Decision.ALLOW),
            List.of("JH-1"),
            List.of("JH-2", "JH-3"),
            "m",
            "01ABC",
            12,
            "答 \"引号\"\n换行 😀");
    private static final Result FAILED = new Result(
            "B-2",
            Outcome.FAILED,
            Optional.of(Fault.FAILED),
            Optional.empty(),
            List.of(),
            List.of(),
            "",
            "",
            0,
            "HTTP 502 upstream-connect");

    @TempDir
    private Path directory;

    private Path file;
    private final Problems problems = new Problems();

    @BeforeEach
    void name() {
        file = directory.resolve("journal.jsonl");
    }

    private void keep(Result... results) throws IOException {
        try (Journal journal = Journal.open(file, TERMS, problems).orElseThrow()) {
            for (Result result : results) {
                journal.add(result);
            }
        }
    }

    private Map<String, Result> read() throws IOException {
        try (Journal journal = Journal.open(file, TERMS, problems).orElseThrow()) {
            return journal.results();
        }
    }

    private String refusal(Terms terms) throws IOException {
        assertThat(Journal.open(file, terms, problems)).isEmpty();
        assertThat(problems.list()).hasSize(1);
        return problems.list().getFirst().message();
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        keep(ANSWERED, FAILED);
        assertThat(read()).isEqualTo(Map.of("B-1", ANSWERED, "B-2", FAILED));
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void theNewestResultOfAQuestionCounts() throws IOException {
        keep(FAILED);
        Result better = new Result(
                "B-2",
                Outcome.ANSWERED,
                Optional.empty(),
                Optional.of(Decision.ALLOW),
                List.of(),
                List.of(),
                "m",
                "",
                1,
                "答");
        keep(better);
        assertThat(read()).isEqualTo(Map.of("B-2", better));
    }

    @Test
    void aCutLineIsDroppedWhereverItWasCut() throws IOException {
        keep(ANSWERED);
        byte[] whole = Files.readAllBytes(file);
        keep(FAILED);
        byte[] more = Files.readAllBytes(file);
        for (int length = whole.length; length < more.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(more, length));
            assertThat(read()).isEqualTo(Map.of("B-1", ANSWERED));
            assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        }
        keep(FAILED);
        assertThat(read()).hasSize(2);
    }

    @Test
    void aCutHeadBeginsAnew() throws IOException {
        keep();
        byte[] head = Files.readAllBytes(file);
        for (int length = 0; length < head.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(head, length));
            assertThat(read()).isEmpty();
            assertThat(Files.readAllBytes(file)).isEqualTo(head);
        }
    }

    @Test
    void refusesAnothersJournal() throws IOException {
        keep(ANSWERED);
        assertThat(refusal(new Terms("FT-001", "r-2", "m", TERMS.banks())))
                .isEqualTo("journal of policy r-1, and this is r-2 (expected: a new file)");
    }

    @Test
    void refusesAnothersRobotModelAndBanks() throws IOException {
        keep(ANSWERED);
        assertThat(Journal.open(
                        file,
                        new Terms("FT-002", "r-1", "m2", new TreeMap<>(Map.of("banks/a.jsonl", "sha256:1"))),
                        problems))
                .isEmpty();
        assertThat(problems.list())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "journal of robot FT-001, and this is FT-002 (expected: a new file)",
                        "journal of model m, and this is m2 (expected: a new file)",
                        "journal of other banks than these (expected: the same banks, or a new file)");
    }

    @Test
    void refusesWhatIsNoJournalAndLeavesItAsItIs() throws IOException {
        for (String text : List.of("hello", "hello\n", "{}\n", "{\"journal\":\"else\"}\n", "[1]\n")) {
            Files.writeString(file, text);
            Problems own = new Problems();
            assertThat(Journal.open(file, TERMS, own)).isEmpty();
            assertThat(own.list()).hasSize(1).allMatch(problem -> problem.line() == 1);
            assertThat(Files.readString(file)).isEqualTo(text);
        }
    }

    @Test
    void refusesALineThatIsNoResult() throws IOException {
        keep(ANSWERED);
        Files.writeString(file, "{\"question\":\"B-9\",\"outcome\":\"loved\"}\n", StandardOpenOption.APPEND);
        assertThat(refusal(TERMS)).isEqualTo("not a result of an assessment");
        assertThat(problems.list().getFirst().line()).isEqualTo(3);
    }

    @Test
    void isForOneAtATime() throws IOException {
        try (Journal first = Journal.open(file, TERMS, problems).orElseThrow()) {
            assertThat(refusal(TERMS)).isEqualTo("another assessment writes into this journal");
            first.add(ANSWERED);
        }
        assertThat(read()).hasSize(1);
    }
}
