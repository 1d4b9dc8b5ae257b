package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ReadingRoomTest {

    private static final int LONG = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final List<String> shed = new ArrayList<>();
    private final ReadingRoom room = new ReadingRoom(2, PATIENCE, shed::add);
    private final ExecutorService citizens = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        citizens.shutdown();
        room.close();
    }

    @Test
    void aShortQuestionIsReadAtOnceByWhoBringsIt() throws Exception {
        assertThat(room.read(1000, Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void aLongOneIsReadByAThreadOfTheSystem() throws Exception {
        Future<Thread> reader = citizens.submit(() -> room.read(LONG, Thread::currentThread));
        assertThat(reader.get().isVirtual()).isFalse();
    }

    @Test
    void onlySoManyAreReadAtOnceAndAllInTheEnd() throws Exception {
        Semaphore reading = new Semaphore(2);
        List<Future<Integer>> all = new ArrayList<>();
        try (ReadingRoom patient = new ReadingRoom(2, Duration.ofSeconds(20), shed::add)) {
            for (int i = 0; i < 50; i++) {
                int number = i;
                all.add(citizens.submit(() -> patient.read(LONG, () -> {
                    assertThat(reading.tryAcquire()).isTrue();
                    LockSupport.parkNanos(100_000);
                    reading.release();
                    return number;
                })));
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).get()).isEqualTo(i);
            }
        }
        assertThat(shed).isEmpty();
    }

    @Test
    void whoFindsNoSeatInTimeIsTurnedAwayAndToldWhenToCome() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        List<Future<Boolean>> seats = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CountDownLatch seated = new CountDownLatch(1);
            seats.add(citizens.submit(() -> room.read(LONG, () -> {
                seated.countDown();
                return awaits(free);
            })));
            assertThat(seated.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThatThrownBy(() -> room.read(LONG, () -> "never")).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.status()).isEqualTo(503);
            assertThat(rejected.reason()).isEqualTo("reading");
            assertThat(rejected.retryAfter()).isPresent();
        });
        assertThat(shed).containsExactly("reading");
        assertThat(room.read(1000, () -> "short")).isEqualTo("short");
        free.countDown();
        for (Future<Boolean> seat : seats) {
            assertThat(seat.get()).isTrue();
        }
        assertThat(room.read(LONG, () -> "again")).isEqualTo("again");
    }

    private static boolean awaits(CountDownLatch latch) {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return latch.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }

    @Test
    void whatGoesWrongIsWhatWouldHaveGoneWrongWithoutIt() throws Exception {
        Rejected why = new Rejected(400, "malformed-json", "no");
        assertThatThrownBy(() -> room.read(LONG, () -> {
                    throw why;
                }))
                .isSameAs(why);
        IllegalStateException broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> room.read(LONG, () -> {
                    throw broken;
                }))
                .isSameAs(broken);
        for (int i = 0; i < 4; i++) { // each has given its seat back
            assertThat(room.read(LONG, () -> "well")).isEqualTo("well");
        }
    }
}
