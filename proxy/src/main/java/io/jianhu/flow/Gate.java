package io.jianhu.flow;

import io.jianhu.robot.Admission;
import io.jianhu.robot.Client;
import io.jianhu.robot.Credential;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Who may enter, and how often. */
public final class Gate {

    private final Credential asked;
    private final int perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    /**
     * @param asked how clients must show who they are
     * @param perSecond how many requests a client may make in a second when its own entry does not say; 0 for no limit
     */
    public Gate(Credential asked, int perSecond, LongSupplier nanoTime) {
        this.asked = asked;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    Admission admit(Edition edition, Call call, Instant now) {
        return switch (asked) {
            case KEY -> edition.registry().admit(call.robot(), call.key(), now);
            case CERTIFICATE -> edition.registry().admit(call.robot(), call.names(), now);
            case NONE -> edition.registry().admitAnyone(call.robot(), now);
        };
    }

    static Rejected unknownKey() {
        return new Rejected(401, "unknown-key", "缺少或无效的密钥或证书 missing or unknown key or certificate");
    }

    static Rejected unknownRobot() {
        return new Rejected(404, "unknown-robot", "没有这个机器人 no such robot");
    }

    static Rejected notForClient() {
        return new Rejected(403, "robot-not-allowed", "该应用无权调用此机器人 this client may not call this robot");
    }

    /**
     * Counts a request of a client.
     *
     * @throws Rejected when the client has asked too often
     */
    void limit(Client client) throws Rejected {
        int allowed = client.limits().requestsPerSecond().orElse(perSecond);
        if (allowed > 0
                && !buckets.computeIfAbsent(client.id(), id -> new Bucket()).take(allowed, nanoTime.getAsLong())) {
            throw new Rejected(429, "rate-limit", "请求过于频繁，请稍后再试 too many requests, try again soon");
        }
    }

    /** A token bucket that holds one second's worth. */
    private static final class Bucket {
        private double tokens = -1;
        private long filled;

        synchronized boolean take(int perSecond, long now) {
            tokens = tokens < 0 ? perSecond : Math.min(perSecond, tokens + (now - filled) * 1e-9 * perSecond);
            filled = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
