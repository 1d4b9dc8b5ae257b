package io.jianhu.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.jianhu.chat.Event;
import io.jianhu.chat.Raw;
import io.jianhu.disclose.Disclosure;
import java.time.Duration;

/**
 * Knows which conversations have been told that a machine speaks. The history of a request tells it by itself; for a
 * conversation that the client names, it is remembered for two hours of silence as well, so that a client that does not
 * send its history back is not told at every turn. When in doubt a citizen is told once more.
 */
public final class Told {

    private static final int MOST = 200_000;
    private static final Duration SILENCE = Duration.ofHours(2);

    private final Cache<String, Boolean> conversations;

    public Told(Ticker ticker) {
        conversations = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(SILENCE)
                .ticker(ticker)
                .build();
    }

    /** Whether the notice is still to be given in this conversation. */
    boolean due(Disclosure disclosure, Raw raw) {
        boolean remembered = raw.shape()
                .conversation()
                .map(name -> conversations.getIfPresent(key(raw.robot().value(), raw.client(), name)) != null)
                .orElse(false);
        return !remembered && disclosure.isDue(raw.messages());
    }

    /** The same question without the robot's own notices in its history, which the model need not see. */
    static Raw withoutNotices(Disclosure disclosure, Raw raw) {
        return new Raw(
                raw.id(), raw.robot(), raw.client(), raw.shape(), disclosure.strip(raw.messages()), raw.askedAt());
    }

    /** An answer has been given, and the notice in it, or not. */
    void answered(Turn turn, Event.NoticeState notice) {
        if (notice != Event.NoticeState.GIVEN) {
            return;
        }
        turn.exchange()
                .shape()
                .conversation()
                .ifPresent(name -> conversations.put(
                        key(turn.robot().id().value(), turn.client().id(), name), Boolean.TRUE));
    }

    private static String key(String robot, String client, String conversation) {
        return robot + '\n' + client + '\n' + conversation;
    }
}
