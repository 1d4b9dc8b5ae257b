package io.jianhu.upstream;

import io.jianhu.robot.Robot;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.concurrent.Future;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One question to a robot's model, over as many attempts as it takes. An attempt is repeated only when the model cannot
 * have begun to work on the question, and within the budget. Lives on one event loop; everything is called there.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What is scheduled looks whether it is still wanted.
public final class Inquiry implements Source {

    /** The reason that a server has no such call, or no such model. */
    public static final String NOT_FOUND = "not-found";

    /** Not found, method not allowed, not implemented. */
    private static final Set<Integer> NOT_THERE = Set.of(404, 405, 501);

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Models models;
    private final EventLoop loop;
    private final Robot robot;
    private final Letter letter;
    private final Duration patience;
    private final Hearer hearer;
    private final Fleet fleet;
    private final Set<URI> tried = new HashSet<>();
    private final long asked = System.nanoTime();

    private @Nullable Future<?> deadline;
    private @Nullable Attempt attempt;
    private Robot.@Nullable Endpoint endpoint;
    private int attempts;
    private int status;
    private long taken;
    private boolean paused;
    private boolean entered;
    private boolean over;

    /** Who listens to the answer. */
    public interface Hearer {

        /** Bytes of a good answer. */
        void heard(byte[] bytes);

        /** There is no more to read for now. */
        void settled();

        /** The answer has ended in good order, as far as its framing goes. */
        void ended();

        /** There will be no good end, for a reason in a bounded word. Nothing follows. */
        void failed(String reason);
    }

    Inquiry(Models models, EventLoop loop, Robot robot, Letter letter, Duration patience, Hearer hearer) {
        this.models = models;
        this.loop = loop;
        this.robot = robot;
        this.letter = letter;
        this.patience = patience;
        this.hearer = hearer;
        this.fleet = models.fleets().of(robot);
    }

    /** Asks. */
    @Override
    public void start() {
        entered = fleet.enter();
        if (!entered) {
            fail("breaker-open");
            return;
        }
        deadline = loop.schedule(() -> fail("total-timeout"), patience.toMillis(), TimeUnit.MILLISECONDS);
        fleet.choose(robot.upstream().endpoints(), tried).ifPresentOrElse(this::go, () -> fail("refused"));
    }

    private void go(Robot.Endpoint chosen) {
        endpoint = chosen;
        tried.add(chosen.url());
        attempts++;
        Attempt next = new Attempt(models, loop, Errand.of(robot, chosen, letter), new Listening());
        attempt = next;
        next.start();
        next.pause(paused);
    }

    /** Reads on, or pauses; the model's clock stands meanwhile. */
    @Override
    public void pause(boolean pause) {
        paused = pause;
        Attempt running = attempt;
        if (running != null) {
            running.pause(pause);
        }
    }

    /** Listens to one attempt. */
    private final class Listening implements Attempt.Ear {

        @Override
        public void began(HttpResponse head) {
            status = head.status().code();
            if (status != 200) {
                refused(head);
                return;
            }
            if (!head.headers()
                    .get(HttpHeaderNames.CONTENT_ENCODING, "identity")
                    .equalsIgnoreCase("identity")) {
                fail("encoding");
                return;
            }
            Robot.Endpoint answering = endpoint;
            if (answering != null) {
                fleet.begun(answering);
            }
        }

        @Override
        public void took(byte[] bytes) {
            taken += bytes.length;
            if (taken > Pool.MOST_ANSWER_BYTES) {
                fail("too-large");
            } else {
                hearer.heard(bytes);
            }
        }

        @Override
        public void settled() {
            hearer.settled();
        }

        @Override
        public void ended() {
            if (!over) {
                hearer.ended();
            }
            finish("200", Fleet.Result.GOOD);
        }

        @Override
        public void lost(String reason, boolean harmless) {
            if (!harmless || !again(reason, MOMENT)) {
                fail(reason);
            }
        }
    }

    /** A model that is busy, and says that it will not be in a moment, is asked again. */
    private void refused(HttpResponse head) {
        Optional<Duration> wait =
                status == 503 ? seconds(head.headers().get(HttpHeaderNames.RETRY_AFTER)) : Optional.empty();
        if (wait.isEmpty() || !again("unavailable", wait.get())) {
            fail(NOT_THERE.contains(status) ? NOT_FOUND : "status");
        }
    }

    private static Optional<Duration> seconds(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(digits -> digits.matches("[0-9]{1,4}"))
                .map(digits -> Duration.ofSeconds(Integer.parseInt(digits)))
                .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0);
    }

    /**
     * Asks once more, at another endpoint if there is one, else at the same after a moment; false when it may not be.
     */
    private boolean again(String reason, Duration wait) {
        Robot.Endpoint last = endpoint;
        Attempt ended = attempt;
        if (over || last == null || ended == null || attempts >= MOST_ATTEMPTS) {
            return false;
        }
        Optional<Robot.Endpoint> other = Optional.empty();
        boolean repeatable =
                reason.equals("refused") || reason.equals("unavailable") || reason.equals("refused-stream");
        if (robot.upstream().endpoints().size() > tried.size()) {
            other = fleet.afford() ? fleet.choose(robot.upstream().endpoints(), tried) : other;
        } else if (!repeatable || attempts > 1 || !fleet.afford()) {
            return false;
        }
        boolean alone = robot.upstream().endpoints().size() == 1;
        if (other.isEmpty() && !alone) {
            return false;
        }
        ended.close();
        fleet.done(last, Fleet.Result.BAD);
        endpoint = null;
        attempt = null;
        models.upstreams().retried(robot.id().value(), reason);
        if (other.isPresent()) {
            go(other.get());
        } else {
            loop.schedule(() -> repeat(last), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private void repeat(Robot.Endpoint same) {
        if (!over) {
            fleet.again(same);
            go(same);
        }
    }

    /** The answer is complete, or no more of it is wanted. */
    @Override
    public void enough() {
        Attempt running = attempt;
        finish("200", Fleet.Result.GOOD);
        if (running != null) {
            running.linger();
        }
    }

    /** No more of it may be given; the connection goes. */
    @Override
    public void stop() {
        finish("200", Fleet.Result.GOOD);
        close();
    }

    /** Nobody waits for the answer any more: the model need not go on. */
    @Override
    public void abandon() {
        finish("client-gone", Fleet.Result.NEITHER);
        close();
    }

    /** What the model said is no answer, for a reason in a bounded word. */
    @Override
    public void reject(String reason) {
        finish(reason, Faults.isSick(reason, status) ? Fleet.Result.BAD : Fleet.Result.NEITHER);
        close();
    }

    private void fail(String reason) {
        if (over) {
            return;
        }
        boolean sick = Faults.isSick(reason, status);
        finish(
                reason.equals("status") || reason.equals(NOT_FOUND) ? String.valueOf(status) : reason,
                sick ? Fleet.Result.BAD : Fleet.Result.NEITHER);
        close();
        hearer.failed(reason);
    }

    private void close() {
        Attempt running = attempt;
        if (running != null) {
            running.close();
        }
    }

    /** Says once how it went, to all who count. */
    private void finish(String code, Fleet.Result result) {
        if (over) {
            return;
        }
        over = true;
        Future<?> total = deadline;
        if (total != null) {
            total.cancel(false);
        }
        Robot.Endpoint last = endpoint;
        if (last != null) {
            fleet.done(last, result);
        }
        if (entered) {
            fleet.left(result, Duration.ofNanos(System.nanoTime() - asked));
        }
        models.upstreams().answered(robot.id().value(), code);
    }
}
