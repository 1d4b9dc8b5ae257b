package io.jianhu.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jianhu.chat.Exchange;
import io.jianhu.chat.Raw;
import io.jianhu.chat.RobotId;
import io.jianhu.disclose.Disclosure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Knows which conversations have been told that a machine speaks, and since when. The history of a request tells the
 * first by itself; for a conversation that the client names, it is remembered for two hours of silence as well, so that
 * a client that does not send its history back is not told at every turn. When in doubt a citizen is told once more.
 *
 * <p>A named conversation that goes on is reminded two hours after it was last told (人工智能拟人化互动服务管理暂行办法
 * 第18条). After a restart its clock starts when its history is first seen. A conversation without a name cannot be
 * timed: a history carries no hours.
 */
public final class Told {

    private static final int MOST = 200_000;
    private static final Duration SILENCE = Duration.ofHours(2);
    private static final Duration LONG_USE = Duration.ofHours(2);

    private final Cache<String, Memory> conversations;
    private final InstantSource clock;

    public Told(InstantSource clock) {
        this(clock, MOST);
    }

    /** @param most the greatest number of conversations that are remembered; beyond it some are forgotten */
    Told(InstantSource clock, int most) {
        this.clock = clock;
        conversations = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterAccess(SILENCE)
                .executor(Runnable::run)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What is still to be told in this conversation. */
    Telling due(Disclosure disclosure, Raw raw) {
        boolean untold = disclosure.isDue(raw.messages());
        Optional<String> named = raw.shape().conversation().map(name -> key(raw.robot(), raw.client(), name));
        if (named.isEmpty()) {
            return untold ? Telling.FIRST_ANSWER : Telling.NOTHING;
        }
        Instant now = clock.instant();
        return switch (conversations.getIfPresent(named.get())) {
            case null -> {
                if (untold) {
                    yield Telling.FIRST_ANSWER;
                }
                conversations.put(named.get(), new LastTold(now));
                yield Telling.NOTHING;
            }
            case Left left -> Telling.FIRST_ANSWER;
            case LastTold told ->
                disclosure.reminds() && !now.isBefore(told.at().plus(LONG_USE)) ? Telling.REMINDER : Telling.NOTHING;
        };
    }

    /** The same question without the robot's own notices in its history, which the model need not see. */
    static Raw withoutNotices(Disclosure disclosure, Raw raw) {
        return new Raw(
                raw.id(),
                raw.robot(),
                raw.client(),
                raw.shape(),
                disclosure.strip(raw.earlier()),
                disclosure.strip(raw.messages()),
                raw.askedAt());
    }

    /**
     * What was due is about to be told. It counts before it is read, so that whoever answers at once is not told twice; an
     * answer that breaks off behind it has told it too.
     */
    void given(Exchange exchange) {
        remember(exchange, new LastTold(clock.instant()));
    }

    /** The citizen has left: who comes back is told anew, whatever the history shows. */
    void left(Exchange exchange) {
        remember(exchange, new Left());
    }

    private void remember(Exchange exchange, Memory memory) {
        exchange.shape()
                .conversation()
                .ifPresent(name -> conversations.put(key(exchange.robot(), exchange.client(), name), memory));
    }

    private static String key(RobotId robot, String client, String conversation) {
        return robot.value() + '\n' + client + '\n' + conversation;
    }

    private sealed interface Memory {}

    private record LastTold(Instant at) implements Memory {}

    private record Left() implements Memory {}
}
