package io.jianhu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.jianhu.chat.Event;
import io.jianhu.store.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-23T09:00:00Z"));

    @TempDir
    Path directory;

    @Test
    void everyKindOfEventIsALineOfJsonInTheOrderOfSight() throws IOException {
        write(Settings.DEFAULT, Events.all());
        List<String> lines = lines(Filter.ALL);
        assertThat(lines).hasSize(9);
        for (String line : lines) {
            try (JsonParser json = Json.parser(line.getBytes(StandardCharsets.UTF_8))) {
                while (json.nextToken() != null) {
                    assertThat(json.currentLocation()).isNotNull();
                }
            }
        }
        String subject =
                "\"robot\":\"FT-001\",\"department\":\"municipal\",\"client\":\"portal\",\"dialect\":\"openai\",\"policy\":\"rev-1\",";
        assertThat(lines.get(0))
                .startsWith("{\"seq\":1,\"at\":\"2026-11-23T08:00:00.120Z\",\"event\":\"asked\",\"request\":\"r-1\","
                        + subject + "\"masked\":{\"email\":1,\"mobile\":2},\"texts\":\"ab12\",\"prev\":\""
                        + "0".repeat(64) + "\",\"hash\":\"");
        assertThat(lines.get(1))
                .contains(
                        "\"event\":\"decided\"",
                        "\"side\":\"answer\",\"verdict\":\"escalate\",\"rules\":[\"JH-2\"],"
                                + "\"shadow\":[\"JH-9\"],\"micros\":81,");
        assertThat(lines.get(2))
                .contains("\"decision\":\"escalate\",\"rules\":[\"JH-2\"],\"ticket\":\"T-4F7K2Q\","
                        + "\"notice\":\"in-label\",\"model\":\"模型\\\"甲\\\"\\n\",\"micros\":40000,"
                        + "\"firstTokenMicros\":12000,\"upstreamMicros\":39000,\"held\":7,\"characters\":120,");
        assertThat(lines.get(3)).contains("\"reason\":\"client-gone\",\"status\":0,\"micros\":3000,");
        assertThat(lines.get(7))
                .contains("\"event\":\"revealed\",\"actor\":\"wang\",\"robot\":\"FT-001\",\"ticket\":\"T-4F7K2Q\","
                        + "\"outcome\":\"given\",\"reason\":\"需回电核实[姓名]的进度\","
                        + "\"kinds\":{\"mobile\":2,\"name\":1},");
        assertThat(lines.get(4)).contains("\"policy\":\"rev-2\",\"accepted\":false,\"reason\":\"rules.yaml:3:1\",");
        assertThat(lines.get(5))
                .contains("\"ticket\":\"T-4F7K2Q\",\"state\":\"claimed\",\"actor\":\"wang\",\"waitedMicros\":2000000,");
        assertThat(lines.get(6)).contains("\"actor\":\"li\",\"action\":\"brake\",\"object\":\"FT-001\",\"prev\"");
        assertThat(lines.get(8))
                .contains("\"action\":\"ticket-claim\",\"object\":\"T-4F7K2Q\",\"refused\":\"version\",");
        assertThat(Ledger.verify(directory).isClean()).isTrue();
    }

    @Test
    void linesByThemselvesAreThoseOfTheFile() throws IOException {
        write(Settings.DEFAULT, Events.all());
        Function<Event, byte[]> lines = Ledger.lines(NOW);
        assertThat(Events.all().stream().map(lines).map(Chain::text)).isEqualTo(lines(Filter.ALL));
    }

    @Test
    void theChainGoesOnAcrossFilesAndRestarts() throws IOException {
        Settings small = Settings.DEFAULT.withSegmentBytes(1000);
        for (int round = 0; round < 5; round++) {
            int from = round * 10;
            write(
                    small,
                    IntStream.range(from, from + 10).mapToObj(Events::acted).toList());
        }
        assertThat(files().size()).isGreaterThan(5);
        Verification result = Ledger.verify(directory);
        assertThat(result.fault()).isEmpty();
        assertThat(result.good()).isEqualTo(50);
        assertThat(result.first()).isEqualTo(1);
        assertThat(result.last()).isEqualTo(50);
    }

    @Test
    void aLedgerWhoseOldFilesWereRetiredIsCleanFromWhereItBegins() throws IOException {
        write(
                Settings.DEFAULT.withSegmentBytes(1000),
                IntStream.range(0, 40).mapToObj(Events::acted).toList());
        Files.delete(files().getFirst());
        Verification result = Ledger.verify(directory);
        assertThat(result.fault()).isEmpty();
        assertThat(result.first()).isGreaterThan(1);
        assertThat(result.last()).isEqualTo(40);
    }

    @Test
    void halfALineIsCutOffAndSaidSo() throws IOException {
        write(Settings.DEFAULT, List.of(Events.acted(1), Events.acted(2)));
        Path file = files().getFirst();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        assertThat(Ledger.verify(directory).fault())
                .contains(new Verification.Fault("00000001.jsonl", 2, 2, Verification.Kind.TORN_TAIL));
        write(Settings.DEFAULT, List.of(Events.acted(3)));
        List<String> lines = lines(Filter.ALL);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .startsWith("{\"seq\":2,\"at\":\"2026-11-23T09:00:00.000Z\",\"event\":\"recovered\","
                        + "\"reason\":\"torn-tail\",\"bytes\":" + (whole.length - 10 - firstLine(whole)));
        assertThat(Ledger.verify(directory).isClean()).isTrue();
        assertThat(directory.resolve("00000001.jsonl.torn")).exists();
    }

    @Test
    void aRestartDoesNotHideWhatWasChangedInTheMiddle() throws IOException {
        write(Settings.DEFAULT, List.of(Events.acted(1), Events.acted(2), Events.acted(3)));
        Path file = files().getFirst();
        Files.writeString(file, Files.readString(file).replace("guardian-2", "guardian-9"));
        write(Settings.DEFAULT, List.of(Events.acted(4)));
        assertThat(lines(Filter.ALL)).hasSize(4);
        assertThat(Ledger.verify(directory).fault())
                .contains(new Verification.Fault("00000001.jsonl", 2, 2, Verification.Kind.BAD_HASH));
    }

    @Test
    void aChangedLastLineStaysWhereItIsAndIsSaidToBeSpoilt() throws IOException {
        write(Settings.DEFAULT, List.of(Events.acted(1), Events.acted(2), Events.acted(3)));
        Path file = files().getFirst();
        String changed = Files.readString(file).replace("guardian-3", "guardian-9");
        Files.writeString(file, changed);
        write(Settings.DEFAULT, List.of(Events.acted(4)));
        assertThat(Files.readString(file)).startsWith(changed);
        assertThat(directory.resolve("00000001.jsonl.torn")).doesNotExist();
        assertThat(lines(Filter.ALL)).hasSize(5);
        assertThat(lines(Filter.ALL).get(3))
                .startsWith("{\"seq\":4,")
                .contains("\"event\":\"recovered\",\"reason\":\"spoilt-records\",\"records\":1,");
        assertThat(Ledger.verify(directory).fault())
                .contains(new Verification.Fault("00000001.jsonl", 3, 3, Verification.Kind.BAD_HASH));
    }

    @Test
    void halfALineBehindAChangedOneIsCutOffAlone() throws IOException {
        write(Settings.DEFAULT, List.of(Events.acted(1), Events.acted(2)));
        Path file = files().getFirst();
        String changed = Files.readString(file).replace("guardian-2", "guardian-9");
        Files.writeString(file, changed + "{\"seq\":3,");
        write(Settings.DEFAULT, List.of());
        assertThat(Files.readString(file)).startsWith(changed + "{\"seq\":3,\"at\"");
        assertThat(directory.resolve("00000001.jsonl.torn")).hasContent("{\"seq\":3,");
        assertThat(lines(Filter.ALL).get(2)).contains("\"spoilt-records\",\"records\":1,");
        assertThat(lines(Filter.ALL).get(3)).startsWith("{\"seq\":4,").contains("\"torn-tail\",\"bytes\":9,");
    }

    @Test
    void recordsAreFoundByRobotRequestTicketAndTime() throws IOException {
        List<Event> events = new ArrayList<>(Events.all());
        IntStream.range(0, 10).mapToObj(Events::acted).forEach(events::add);
        write(Settings.DEFAULT.withSegmentBytes(1500), events);
        assertThat(lines(Filter.ALL.ofRobot("FT-001"))).hasSize(5);
        assertThat(lines(Filter.ALL.ofRobot("FT-002"))).hasSize(1);
        assertThat(lines(Filter.ALL.ofRobot("FT-00"))).isEmpty();
        assertThat(lines(Filter.ALL.ofRequest("r-1"))).hasSize(3);
        assertThat(lines(Filter.ALL.ofTicket("T-4F7K2Q"))).hasSize(4);
        assertThat(lines(Filter.ALL.ofTicket("T-4F7K2Q").ofRequest("r-1"))).hasSize(1);
        Instant from = Events.AT.plusSeconds(3);
        assertThat(lines(Filter.ALL.from(from).to(from.plusSeconds(2)))).hasSize(2);
        assertThat(lines(Filter.ALL.from(from.plusSeconds(100)))).isEmpty();
    }

    @Test
    void manyThreadsMakeOneCleanChainAndEachRecordIsTimed() throws Exception {
        ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        try (Ledger ledger = Ledger.open(directory, Settings.DEFAULT, NOW, took::add)) {
            List<CompletableFuture<Void>> seen = IntStream.range(0, 2000)
                    .parallel()
                    .mapToObj(i -> ledger.saw(Events.acted(i)))
                    .toList();
            CompletableFuture.allOf(seen.toArray(CompletableFuture<?>[]::new)).join();
            assertThat(ledger.healthy()).isTrue();
            assertThat(ledger.failures()).isZero();
        }
        assertThat(took).hasSize(2000).allMatch(nanoseconds -> nanoseconds > 0);
        assertThat(Ledger.verify(directory).good()).isEqualTo(2000);
    }

    @Test
    void aClosedLedgerFailsAndSaysSo() throws IOException {
        Ledger ledger = Ledger.open(directory, Settings.DEFAULT, NOW, nanoseconds -> {});
        ledger.close();
        assertThat(ledger.saw(Events.acted(1))).isCompletedExceptionally();
        assertThat(ledger.healthy()).isFalse();
        assertThat(ledger.failures()).isEqualTo(1);
    }

    @Test
    void whatStandsBehindTheLastRecordIsATornTail() throws IOException {
        write(Settings.DEFAULT, List.of(Events.acted(1)));
        Files.write(files().getFirst(), new byte[] {0, 0, 0}, StandardOpenOption.APPEND);
        assertThat(Ledger.verify(directory).fault().orElseThrow().kind()).isEqualTo(Verification.Kind.TORN_TAIL);
    }

    private void write(Settings settings, List<Event> events) throws IOException {
        try (Ledger ledger = Ledger.open(directory, settings, NOW, nanoseconds -> {})) {
            events.forEach(event -> ledger.saw(event).join());
        }
    }

    private List<String> lines(Filter filter) throws IOException {
        try (Stream<String> lines = Ledger.read(directory, filter)) {
            return lines.toList();
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static int firstLine(byte[] bytes) {
        int end = 0;
        while (bytes[end] != '\n') {
            end++;
        }
        return end + 1;
    }
}
