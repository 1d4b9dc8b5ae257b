package io.jianhu.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames of an HTTP/2 connection as they pass, without holding them, and ends the connection when those that
 * ask for work and bring no request become too many in a while (CVE-2019-9512, 9513, 9515), when a client goes on for long
 * on streams that have ended (RFC 9113 section 5.1), or when a frame that has begun, or a block of headers, does not come
 * to its end.
 */
final class FrameBudget extends ChannelInboundHandlerAdapter {

    private static final long WHILE = Duration.ofSeconds(10).toNanos();
    private static final int HEAD = 9;
    private static final int END_HEADERS = 0x4;

    /** Frames that are counted, and how many of them a client may send in ten seconds. */
    private enum Kind {
        SETTINGS(50, "h2-settings-flood"),
        PING(100, "h2-ping-flood"),
        RESET(100, "h2-reset-flood"),
        PRIORITY(1000, "h2-priority-flood"),
        WINDOW(20_000, "h2-window-flood"),
        /** Of a body that is answered before it has come, some are still on their way. */
        CLOSED(1000, "h2-closed-stream-flood"),
        OTHER(1000, "h2-other-flood");

        private final int most;
        private final String word;

        Kind(int most, String word) {
            this.most = most;
            this.word = word;
        }
    }

    private static final String SLOW = "h2-slow-frame";

    private final Limits limits;
    private final Http2Connection connection;
    private final byte[] head = new byte[HEAD];
    private final Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    private int held;
    private int rest = Http2CodecUtil.connectionPrefaceBuf().readableBytes();
    private boolean inBlock;
    private boolean over;
    private long begun = System.nanoTime();
    private long due;
    private @Nullable ScheduledFuture<?> watch;

    /** Every word under which something is counted here. */
    static Set<String> words() {
        Set<String> words = new TreeSet<>(Set.of(SLOW));
        for (Kind kind : Kind.values()) {
            words.add(kind.word);
        }
        return words;
    }

    /** @param connection as the codec that comes after it knows it */
    FrameBudget(Limits limits, Http2Connection connection) {
        this.limits = limits;
        this.connection = connection;
        this.due = begun + limits.headTime().toNanos();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (over) {
            ReferenceCountUtil.release(message);
            return;
        }
        Flood flood = follow((ByteBuf) message);
        if (flood != null) {
            ReferenceCountUtil.release(message);
            end(context, flood);
            return;
        }
        if (isUnfinished() && watch == null) {
            look(context);
        }
        context.fireChannelRead(message);
    }

    private @Nullable Flood follow(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (rest > 0) {
                int step = Math.min(rest, end - at);
                at += step;
                rest -= step;
                continue;
            }
            if (held == 0 && !inBlock) {
                due = System.nanoTime() + limits.headTime().toNanos();
            }
            head[held++] = bytes.getByte(at++);
            if (held == HEAD) {
                held = 0;
                Flood flood = frame();
                if (flood != null) {
                    return flood;
                }
            }
        }
        return null;
    }

    /** A frame's head has come. */
    private @Nullable Flood frame() {
        rest = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
        return switch (head[3]) {
            case Http2FrameTypes.DATA -> {
                due = System.nanoTime() + limits.bodyTime().toNanos();
                yield isOfEndedStream() ? count(Kind.CLOSED) : null;
            }
            case Http2FrameTypes.HEADERS -> {
                inBlock = (head[4] & END_HEADERS) == 0;
                yield isOfEndedStream() ? count(Kind.CLOSED) : null;
            }
            case Http2FrameTypes.CONTINUATION -> {
                inBlock = (head[4] & END_HEADERS) == 0;
                yield null;
            }
            case Http2FrameTypes.SETTINGS -> count(Kind.SETTINGS);
            case Http2FrameTypes.PING -> count(Kind.PING);
            case Http2FrameTypes.RST_STREAM -> count(Kind.RESET);
            case Http2FrameTypes.PRIORITY -> count(Kind.PRIORITY);
            case Http2FrameTypes.WINDOW_UPDATE -> count(Kind.WINDOW);
            default -> count(Kind.OTHER);
        };
    }

    private boolean isOfEndedStream() {
        int stream = (head[5] & 0x7f) << 24 | (head[6] & 0xff) << 16 | (head[7] & 0xff) << 8 | (head[8] & 0xff);
        return connection.stream(stream) == null && connection.streamMayHaveExisted(stream);
    }

    private @Nullable Flood count(Kind kind) {
        long now = System.nanoTime();
        if (now - begun > WHILE) {
            begun = now;
            seen.clear();
        }
        return seen.merge(kind, 1, Integer::sum) > kind.most ? new Flood(kind.word) : null;
    }

    private boolean isUnfinished() {
        return rest > 0 || held > 0 || inBlock;
    }

    private void look(ChannelHandlerContext context) {
        watch = null;
        long left = due - System.nanoTime();
        if (over || !isUnfinished()) {
            return;
        }
        if (left <= 0) {
            end(context, new Flood(SLOW));
        } else {
            watch = context.executor().schedule(() -> look(context), left, TimeUnit.NANOSECONDS);
        }
    }

    /** The codec, next in line, says farewell and closes. */
    private void end(ChannelHandlerContext context, Flood flood) {
        over = true;
        context.fireExceptionCaught(flood);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over = true;
        if (watch != null) {
            watch.cancel(false);
        }
        context.fireChannelInactive();
    }
}
