package io.jianhu.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class QueueTest {

    private static final long LONG = Duration.ofMinutes(10).toNanos();

    @Test
    void whatNobodyWaitsForGathersUntilSomebodyWaits() throws Exception {
        Queue queue = new Queue(1000, LONG);
        add(queue, 1, false);
        FutureTask<List<Queue.Waiting>> taking = new FutureTask<>(() -> queue.take(false, LONG));
        Thread writer = Thread.ofPlatform().daemon().start(taking);
        awaitWaiting(writer);
        add(queue, 2, false);
        awaitWaiting(writer);
        assertThat(taking).isNotDone();
        add(queue, 3, true);
        assertThat(taking.get()).extracting(one -> one.record().length).containsExactly(1, 2, 3);
    }

    @Test
    void itGathersNoLongerThanItMay() throws Exception {
        Queue queue = new Queue(1000, 1);
        add(queue, 1, false);
        assertThat(queue.take(false, LONG)).hasSize(1);
    }

    @Test
    void halfOfWhatMayWaitIsEnough() throws Exception {
        Queue queue = new Queue(1000, LONG);
        add(queue, 501, false);
        assertThat(queue.take(false, LONG)).hasSize(1);
    }

    @Test
    void oneAfterTheOtherNothingGathers() throws Exception {
        Queue queue = new Queue(1000, LONG);
        add(queue, 1, false);
        add(queue, 2, false);
        assertThat(queue.take(true, LONG)).hasSize(1);
        assertThat(queue.take(true, LONG)).hasSize(1);
    }

    @Test
    void aClosedQueueGivesWhatGathered() throws Exception {
        Queue queue = new Queue(1000, LONG);
        CompletableFuture<Void> kept = queue.add(new byte[1], false);
        queue.close();
        assertThat(queue.take(false, LONG)).hasSize(1);
        assertThat(kept).isNotDone();
        assertThat(queue.isDone()).isTrue();
    }

    private static void add(Queue queue, int bytes, boolean presses) {
        assertThat(queue.add(new byte[bytes], presses)).isNotDone();
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }
}
