package io.jianhu.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReadingRoomTest {

    private static final Duration LONG_PATIENCE = Duration.ofSeconds(30);

    private final List<String> shed = new CopyOnWriteArrayList<>();
    private final ExecutorService citizens = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ReadingRoom> rooms = new ArrayList<>();

    @AfterEach
    void close() {
        citizens.shutdown();
        rooms.forEach(ReadingRoom::close);
    }

    private ReadingRoom room(int seats, Duration patience) {
        ReadingRoom room = new ReadingRoom(seats, patience, shed::add);
        rooms.add(room);
        return room;
    }

    private static Asking asking(int bytes) {
        return new Asking("FT-001", "a".repeat(bytes), List.of());
    }

    private static <T> T read(ReadingRoom room, Asking call, ReadingRoom.Reading<T> reading) throws Exception {
        try (ReadingRoom.Seat seat = room.seat(call, "portal")) {
            return seat.read(reading);
        }
    }

    @Test
    void aShortQuestionIsReadAtOnceByWhoBringsIt() throws Exception {
        assertThat(read(room(0, Duration.ZERO), asking(16 << 10), Thread::currentThread))
                .isSameAs(Thread.currentThread());
    }

    @Test
    void aLongOneIsReadByAThreadOfTheSystem() throws Exception {
        ReadingRoom room = room(1, LONG_PATIENCE);
        Future<Thread> reader = citizens.submit(() -> read(room, asking(17 << 10), Thread::currentThread));
        assertThat(reader.get().isVirtual()).isFalse();
    }

    @Test
    void onlySoManyAreReadAtOnceAndAllInTheEnd() throws Exception {
        ReadingRoom room = room(2, LONG_PATIENCE);
        Semaphore reading = new Semaphore(2);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            all.add(citizens.submit(() -> read(room, asking(17 << 10), () -> {
                assertThat(reading.tryAcquire()).isTrue();
                LockSupport.parkNanos(100_000);
                reading.release();
                return number;
            })));
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get()).isEqualTo(i);
        }
        assertThat(shed).isEmpty();
    }

    @Test
    void whoFindsNoSeatInTimeIsTurnedAwayAndToldWhenToCome() throws Exception {
        ReadingRoom room = room(1, Duration.ofMillis(200));
        try (ReadingRoom.Seat taken = room.seat(asking(17 << 10), "portal")) {
            assertThatThrownBy(() -> room.seat(asking(17 << 10), "portal"))
                    .isInstanceOfSatisfying(Rejected.class, rejected -> {
                        assertThat(rejected.status()).isEqualTo(503);
                        assertThat(rejected.reason()).isEqualTo("reading");
                        assertThat(rejected.retryAfter()).isPresent();
                    });
            assertThat(shed).containsExactly("reading");
            assertThat(taken.<String>read(() -> "mine")).isEqualTo("mine");
        }
        assertThat(read(room, asking(17 << 10), () -> "again")).isEqualTo("again");
    }

    @Test
    void whoLeavesLosesThePlaceAndNobodyElseDoes() throws Exception {
        ReadingRoom room = room(1, LONG_PATIENCE);
        Asking leaves = asking(17 << 10);
        Future<String> left;
        Future<String> stays;
        try (ReadingRoom.Seat taken = room.seat(asking(17 << 10), "portal")) {
            left = citizens.submit(() -> read(room, leaves, () -> "read for nobody"));
            stays = citizens.submit(() -> read(room, asking(17 << 10), () -> "read"));
            leaves.left.complete(null);
            assertThatThrownBy(left::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).isEqualTo("client-gone"));
            assertThat(taken.<String>read(() -> "mine")).isEqualTo("mine");
        }
        assertThat(stays.get()).isEqualTo("read");
        assertThat(read(room, asking(17 << 10), () -> "again")).isEqualTo("again");
        assertThat(shed).isEmpty();
    }

    @Test
    void whatGoesWrongInAReadingIsSaidAndTheSeatIsFreeAgain() throws Exception {
        ReadingRoom room = room(1, LONG_PATIENCE);
        Rejected why = new Rejected(400, "malformed-json", "no");
        assertThatThrownBy(() -> read(room, asking(17 << 10), () -> {
                    throw why;
                }))
                .isSameAs(why);
        IllegalStateException broken = new IllegalStateException("broken");
        assertThatThrownBy(() -> read(room, asking(17 << 10), () -> {
                    throw broken;
                }))
                .isSameAs(broken);
        StackOverflowError deep = new StackOverflowError();
        assertThatThrownBy(() -> read(room, asking(17 << 10), () -> {
                    throw deep;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(deep);
        assertThat(read(room, asking(17 << 10), () -> "well")).isEqualTo("well");
    }

    @Test
    void clientsHaveSeatsInTurn() throws Exception {
        ReadingRoom room = room(1, LONG_PATIENCE);
        List<String> read = new CopyOnWriteArrayList<>();
        List<Future<Boolean>> all = new ArrayList<>();
        try (ReadingRoom.Seat taken = room.seat(asking(17 << 10), "portal")) {
            assertThat(taken.<String>read(() -> "mine")).isEqualTo("mine");
            int waiting = 0;
            for (String client : List.of("portal", "portal", "portal", "app")) {
                all.add(citizens.submit(() -> {
                    try (ReadingRoom.Seat seat = room.seat(asking(17 << 10), client)) {
                        return seat.read(() -> read.add(client));
                    }
                }));
                waiting++;
                while (room.waiting() < waiting) {
                    LockSupport.parkNanos(100_000);
                }
            }
        }
        for (Future<Boolean> one : all) {
            assertThat(one.get()).isTrue();
        }
        assertThat(read).containsExactly("portal", "app", "portal", "portal");
    }
}
