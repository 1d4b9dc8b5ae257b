package io.jianhu.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who is signed in. A session is known by a token of 256 random bits, of which only the hash is kept; it ends when it
 * was idle or has lasted for too long. Lost with the process.
 */
final class Sessions {

    private static final int MOST = 1000;

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * One operator's session.
     *
     * @param csrf the token that a call that changes something must repeat
     */
    record Session(Account account, String csrf, Instant began, Instant lastCall) {}

    private final InstantSource clock;
    private final Duration idle;
    private final Duration longest;
    private final Map<String, Session> byHash = new LinkedHashMap<>();

    Sessions(InstantSource clock, Duration idle, Duration longest) {
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** Begins a session and returns its token. The oldest one ends when there are too many. */
    synchronized String begin(Account account) {
        Instant now = clock.instant();
        byHash.values().removeIf(session -> isOver(session, now));
        if (byHash.size() >= MOST) {
            byHash.remove(byHash.keySet().iterator().next());
        }
        String token = token();
        byHash.put(hash(token), new Session(account, token(), now, now));
        return token;
    }

    /**
     * The session of a token, if it lasts.
     *
     * @param byHand whether a person caused the call, so that the session is not idle
     */
    synchronized Optional<Session> of(String token, boolean byHand) {
        String hash = hash(token);
        Session session = byHash.get(hash);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (isOver(session, now)) {
            byHash.remove(hash);
            return Optional.empty();
        }
        if (byHand) {
            session = new Session(session.account(), session.csrf(), session.began(), now);
            byHash.put(hash, session);
        }
        return Optional.of(session);
    }

    synchronized void end(String token) {
        byHash.remove(hash(token));
    }

    private boolean isOver(Session session, Instant now) {
        return !now.isBefore(session.lastCall().plus(idle))
                || !now.isBefore(session.began().plus(longest));
    }

    static String token() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("SHA-256", missing);
        }
    }
}
