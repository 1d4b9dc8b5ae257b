package io.jianhu.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every journal promises. */
abstract class JournalContract {

    abstract Journal journal() throws IOException;

    @Test
    void anEmptyJournalHasNoRecords() throws IOException {
        try (Journal journal = journal()) {
            assertThat(texts(journal)).isEmpty();
            assertThat(journal.healthy()).isTrue();
            assertThat(journal.failures()).isZero();
        }
    }

    @Test
    void recordsComeBackInTheirOrder() throws IOException {
        try (Journal journal = journal()) {
            List<String> texts =
                    IntStream.range(0, 500).mapToObj(i -> "record " + i).toList();
            join(texts.stream().map(text -> journal.append(bytes(text))).toList());
            assertThat(texts(journal)).isEqualTo(texts);
            assertThat(journal.size()).isGreaterThanOrEqualTo(500L * "record 0".length());
        }
    }

    @Test
    void aRecordMayBeEmptyAndHoldAnyByte() throws IOException {
        byte[] all = new byte[512];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        try (Journal journal = journal()) {
            journal.append(new byte[0]).join();
            journal.append(all).join();
            journal.append(new byte[4096]).join();
            List<byte[]> records = new ArrayList<>();
            journal.replay(records::add);
            assertThat(records).hasSize(3);
            assertThat(records.get(0)).isEmpty();
            assertThat(records.get(1)).isEqualTo(all);
            assertThat(records.get(2)).isEqualTo(new byte[4096]);
        }
    }

    @Test
    void whatTheCallerDoesToItsArrayLaterDoesNotMatter() throws IOException {
        try (Journal journal = journal()) {
            byte[] record = bytes("before");
            CompletableFuture<Void> kept = journal.append(record);
            record[0] = 'X';
            kept.join();
            assertThat(texts(journal)).containsExactly("before");
        }
    }

    @Test
    void everyAppendOfManyThreadsIsKeptAndEachThreadsOrderIsTheFilesOrder() throws Exception {
        int threads = 16;
        int each = 200;
        try (Journal journal = journal()) {
            List<Thread> writers = IntStream.range(0, threads)
                    .mapToObj(thread -> Thread.ofVirtual().start(() -> {
                        for (int i = 0; i < each; i++) {
                            CompletableFuture<Void> kept = journal.append(bytes(thread + ":" + i));
                            if (i % 50 == 0) {
                                kept.join();
                            }
                        }
                    }))
                    .toList();
            for (Thread writer : writers) {
                writer.join();
            }
            journal.append(bytes("end")).join();
            List<String> texts = texts(journal);
            assertThat(texts).hasSize(threads * each + 1).endsWith("end");
            for (int thread = 0; thread < threads; thread++) {
                String mine = thread + ":";
                assertThat(texts.stream().filter(text -> text.startsWith(mine)).toList())
                        .isEqualTo(
                                IntStream.range(0, each).mapToObj(i -> mine + i).toList());
            }
            assertThat(journal.failures()).isZero();
        }
    }

    @Test
    void whatIsNotedIsKeptInItsPlaceAndBeforeWhatIsAppendedLater() throws IOException {
        try (Journal journal = journal()) {
            CompletableFuture<Void> noted = journal.note(bytes("noted"));
            journal.append(bytes("appended")).join();
            assertThat(noted).isCompleted();
            journal.note(bytes("noted last")).join();
            assertThat(texts(journal)).containsExactly("noted", "appended", "noted last");
        }
    }

    @Test
    void whatWasNotedWhenItClosesIsKept() throws IOException {
        Journal journal = journal();
        CompletableFuture<Void> noted = journal.note(bytes("noted"));
        journal.close();
        assertThat(noted).isCompleted();
        assertThat(journal.note(bytes("late"))).isCompletedExceptionally();
    }

    @Test
    void aClosedJournalRefusesAndSaysSo() throws IOException {
        Journal journal = journal();
        CompletableFuture<Void> before = journal.append(bytes("kept"));
        journal.close();
        journal.close();
        assertThat(before).isCompleted();
        assertThat(journal.append(bytes("late"))).isCompletedExceptionally();
        assertThat(journal.healthy()).isFalse();
        assertThat(journal.failures()).isEqualTo(1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> texts(Journal journal) throws IOException {
        List<String> texts = new ArrayList<>();
        journal.replay(record -> texts.add(new String(record, StandardCharsets.UTF_8)));
        return texts;
    }

    static void join(List<CompletableFuture<Void>> appended) {
        CompletableFuture.allOf(appended.toArray(CompletableFuture<?>[]::new)).join();
    }
}
