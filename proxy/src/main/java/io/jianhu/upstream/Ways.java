package io.jianhu.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All connections of one event loop to one target. Whoever needs one waits in a row; the row is served by connections
 * that are made for it, one for each who waits in HTTP/1.1, one for as many as it carries in HTTP/2, and one for all
 * while nobody knows the protocol.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Whoever waits is told by a promise of his own.
final class Ways {

    private static final int MOST_RESTING = 256;
    private static final int MOST_TRUNKS = 128;

    private final EventLoop loop;
    private final Dialling dialling;
    private final Deque<Resting> shelf = new ArrayDeque<>();
    private final List<Trunk> trunks = new ArrayList<>();
    private final Deque<Waiting> row = new ArrayDeque<>();
    private Spoken spoken;
    private long carried = Trunk.MOST_STREAMS;
    private int underWay;

    private enum Spoken {
        UNKNOWN,
        ONE,
        TWO
    }

    private record Resting(Channel channel, long since) {}

    private record Waiting(Promise<Channel> wanted, InetSocketAddress address, Duration patience) {}

    /** Makes a connection. */
    @FunctionalInterface
    interface Dialling {
        Future<Channel> dial(InetSocketAddress address, Duration patience);
    }

    Ways(EventLoop loop, Pool.Target target, Dialling dialling) {
        this.loop = loop;
        this.dialling = dialling;
        this.spoken = switch (target.http()) {
            case ONE -> Spoken.ONE;
            case TWO -> Spoken.TWO;
            case AUTO -> target.tls() ? Spoken.UNKNOWN : Spoken.ONE;
        };
    }

    /** What there is already, if nobody waits for it. */
    Optional<Future<Channel>> resting() {
        while (!shelf.isEmpty()) {
            Channel channel = shelf.removeLast().channel();
            if (channel.isActive()) {
                Silence.end(channel);
                return Optional.of(loop.newSucceededFuture(channel));
            }
        }
        return row.isEmpty()
                ? trunks.stream().filter(Trunk::hasRoom).findFirst().map(Trunk::open)
                : Optional.empty();
    }

    /** Waits for a connection, and has one made if need be. */
    Future<Channel> connect(InetSocketAddress address, Duration patience) {
        Promise<Channel> wanted = loop.newPromise();
        Waiting waiting = new Waiting(wanted, address, patience);
        Future<?> late = loop.schedule(
                () -> wanted.tryFailure(new ConnectTimeoutException()), patience.toMillis(), TimeUnit.MILLISECONDS);
        wanted.addListener(done -> {
            late.cancel(false);
            row.remove(waiting);
        });
        row.addLast(waiting);
        serve();
        return wanted;
    }

    /** Gives streams to those who wait, and has connections made for the rest. */
    private void serve() {
        for (Trunk trunk : List.copyOf(trunks)) {
            while (!row.isEmpty() && trunk.hasRoom()) {
                Promise<Channel> first = row.removeFirst().wanted();
                trunk.open().addListener((Future<Channel> opened) -> {
                    if (!opened.isSuccess()) {
                        first.tryFailure(opened.cause());
                    } else if (!first.trySuccess(opened.getNow())) {
                        opened.getNow().close();
                    }
                });
            }
        }
        while (isShort()) {
            Waiting first = row.getFirst();
            underWay++;
            dialling.dial(first.address(), first.patience()).addListener((Future<Channel> made) -> {
                underWay--;
                if (made.isSuccess()) {
                    made(made.getNow());
                } else {
                    failed(made.cause());
                }
                serve();
            });
        }
    }

    /** Whether those who wait are more than the connections under way will carry. */
    private boolean isShort() {
        return switch (spoken) {
            case UNKNOWN -> underWay == 0 && !row.isEmpty();
            case ONE -> underWay < row.size();
            case TWO -> underWay * carried < row.size() && underWay + trunks.size() < MOST_TRUNKS;
        };
    }

    private void made(Channel channel) {
        Trunk trunk = channel.pipeline().get(Trunk.class);
        if (trunk != null) {
            spoken = Spoken.TWO;
            carried = trunk.most();
            trunks.add(trunk);
            trunk.tell(this::moved);
            return;
        }
        spoken = Spoken.ONE;
        Waiting first = row.pollFirst();
        if (first == null) {
            shelve(channel);
            return;
        }
        Silence.end(channel);
        if (!first.wanted().trySuccess(channel)) {
            channel.close();
        }
    }

    /** As many as the connection would have carried wait in vain; all, when it was the only one. */
    private void failed(Throwable cause) {
        long vain = switch (spoken) {
            case UNKNOWN -> row.size();
            case ONE -> 1;
            case TWO -> underWay == 0 ? row.size() : carried;
        };
        row.stream().limit(vain).toList().forEach(waiting -> waiting.wanted().tryFailure(cause));
    }

    private void moved() {
        trunks.removeIf(trunk -> !trunk.isAlive());
        if (!row.isEmpty()) {
            loop.execute(this::serve); // once what has ended has ended for the model too
        }
    }

    /** Puts back a connection whose answer has been read to its end; a stream has none to rest for. */
    void rest(Channel channel) {
        if (Trunk.isStream(channel) || !channel.isActive()) {
            channel.close();
            return;
        }
        Silence.begin(channel);
        channel.config().setAutoRead(true);
        shelve(channel);
    }

    private void shelve(Channel channel) {
        if (shelf.size() >= MOST_RESTING) {
            channel.close();
        } else {
            shelf.addLast(new Resting(channel, System.nanoTime()));
        }
    }

    /** Closes what nobody has needed since a time; the oldest stand first. */
    void sweep(long since) {
        while (!shelf.isEmpty()
                && (shelf.getFirst().since() - since < 0
                        || !shelf.getFirst().channel().isActive())) {
            shelf.removeFirst().channel().close();
        }
        List.copyOf(trunks).stream().filter(trunk -> trunk.isIdle(since)).forEach(Trunk::leave);
    }
}
