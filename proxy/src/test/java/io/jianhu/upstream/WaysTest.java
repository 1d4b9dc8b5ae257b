package io.jianhu.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.jianhu.robot.Robot;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How many connections are made for how many who wait, and which of them are kept. */
@SuppressWarnings("FutureReturnValueIgnored") // Promises are kept at once.
final class WaysTest {

    private static final InetSocketAddress SOMEWHERE = InetSocketAddress.createUnresolved("model.example", 443);
    private static final byte[] SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private final EmbeddedChannel ground = new EmbeddedChannel();
    private final EventLoop loop = ground.eventLoop();
    private final List<Promise<Channel>> dialled = new ArrayList<>();
    private final List<Future<Channel>> given = new ArrayList<>();
    private final List<EmbeddedChannel> made = new ArrayList<>();

    @AfterEach
    void close() {
        made.forEach(EmbeddedChannel::finishAndReleaseAll);
        ground.finishAndReleaseAll();
    }

    private Ways ways(boolean tls, Robot.Http http) {
        return new Ways(
                loop, new Pool.Target("model.example", 443, tls, Optional.empty(), http), (address, patience) -> {
                    Promise<Channel> promise = loop.newPromise();
                    dialled.add(promise);
                    return promise;
                });
    }

    private void want(Ways ways, int times) {
        for (int i = 0; i < times; i++) {
            given.add(ways.connect(SOMEWHERE, Duration.ofSeconds(10)));
        }
    }

    private long served() {
        ground.runPendingTasks();
        return given.stream().filter(Future::isSuccess).count();
    }

    private EmbeddedChannel one() {
        EmbeddedChannel channel = new EmbeddedChannel();
        made.add(channel);
        Silence.begin(channel);
        return channel;
    }

    /** A trunk whose other end takes so many streams at a time. */
    private EmbeddedChannel trunk(int most) {
        EmbeddedChannel channel = new EmbeddedChannel();
        made.add(channel);
        Trunk.furnish(channel, channel.eventLoop().newPromise());
        byte[] settings = {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, (byte) most};
        channel.writeInbound(Unpooled.wrappedBuffer(most == 0 ? SETTINGS : settings));
        return channel;
    }

    @Test
    void oneConnectionForEachWhoWaitsWhereNoOtherProtocolIsSpoken() {
        want(ways(false, Robot.Http.AUTO), 3);
        assertThat(dialled).hasSize(3);
        dialled.get(2).setSuccess(one());
        dialled.get(0).setFailure(new ConnectException());
        assertThat(given.get(0).isSuccess()).isTrue();
        assertThat(given.get(1).cause()).isInstanceOf(ConnectException.class);
        assertThat(given.get(2).isDone()).isFalse();
        want(ways(true, Robot.Http.ONE), 2);
        assertThat(dialled).hasSize(5);
    }

    @Test
    void oneConnectionFindsOutForAll() {
        Ways ways = ways(true, Robot.Http.AUTO);
        want(ways, 5);
        assertThat(dialled).hasSize(1);
        dialled.getFirst().setSuccess(one());
        assertThat(served()).isEqualTo(1);
        assertThat(dialled).hasSize(5);
        dialled.stream().skip(1).forEach(promise -> promise.setSuccess(one()));
        assertThat(served()).isEqualTo(5);

        Ways other = ways(true, Robot.Http.AUTO);
        want(other, 50);
        assertThat(dialled).hasSize(6);
        dialled.getLast().setSuccess(trunk(0));
        assertThat(served()).isEqualTo(55);
        assertThat(dialled).hasSize(6);

        want(ways(true, Robot.Http.AUTO), 5);
        dialled.getLast().setFailure(new ConnectException());
        assertThat(given).filteredOn(future -> future.cause() != null).hasSize(5);
        assertThat(dialled).hasSize(7);
    }

    @Test
    void asManyConnectionsAsTheStreamsNeedAndNotMoreThanThereMayBe() {
        Ways ways = ways(false, Robot.Http.TWO);
        want(ways, 300);
        assertThat(dialled).hasSize(3);
        dialled.getFirst().setSuccess(trunk(2));
        // Each carries two of those who still wait, and there are 128 at the most.
        assertThat(dialled).hasSize(128);
        for (int i = 1; i < 128; i++) {
            dialled.get(i).setSuccess(trunk(2));
        }
        assertThat(served()).isEqualTo(256);
        assertThat(dialled).hasSize(128);
        given.getFirst().getNow().close();
        made.getFirst().runPendingTasks();
        assertThat(served()).isEqualTo(257);
    }

    @Test
    void whatNobodyNeedsIsClosed() {
        Ways ways = ways(false, Robot.Http.TWO);
        want(ways, 1);
        EmbeddedChannel trunk = trunk(0);
        dialled.getFirst().setSuccess(trunk);
        Channel stream = given.getFirst().getNow();
        ways.sweep(System.nanoTime());
        assertThat(trunk.isActive()).isTrue();
        long before = System.nanoTime();
        ways.rest(stream);
        trunk.runPendingTasks();
        assertThat(stream.isActive()).isFalse();
        ways.sweep(before);
        assertThat(trunk.isActive()).isTrue();
        assertThat(ways.resting()).isPresent().get().satisfies(next -> ways.rest(next.getNow()));
        trunk.runPendingTasks();
        ways.sweep(System.nanoTime());
        trunk.runPendingTasks();
        assertThat(trunk.isActive()).isFalse();
        assertThat(ways.resting()).isEmpty();
    }

    @Test
    void whoeverWaitsTooLongIsToldSoAndTheConnectionIsForOthers() {
        Ways ways = ways(false, Robot.Http.ONE);
        Future<Channel> hasty = ways.connect(SOMEWHERE, Duration.ZERO);
        ground.runScheduledPendingTasks();
        assertThat(hasty.cause()).hasToString("io.netty.channel.ConnectTimeoutException");
        dialled.getFirst().setSuccess(one());
        assertThat(ways.resting()).isPresent();
    }
}
