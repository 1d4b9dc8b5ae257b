package io.jianhu.store;

import java.time.Duration;
import java.util.Optional;

/**
 * How a {@link FileJournal} writes.
 *
 * @param segmentBytes the size from which a new file is begun, at least 1
 * @param queueBytes the most bytes that wait to be written; more are refused at once
 * @param retention how long a file is kept after it was last written, or empty for ever
 */
public record Settings(Durability durability, long segmentBytes, long queueBytes, Optional<Duration> retention) {

    /** Group commit, files of 64 MiB, a queue of 16 MiB, kept for ever. */
    public static final Settings DEFAULT = new Settings(Durability.GROUP, 64L << 20, 16L << 20, Optional.empty());

    public Settings {
        if (segmentBytes < 1) {
            throw new IllegalArgumentException("segmentBytes: " + segmentBytes + " (expected: 1 or more)");
        }
        if (queueBytes < 1) {
            throw new IllegalArgumentException("queueBytes: " + queueBytes + " (expected: 1 or more)");
        }
    }

    public Settings with(Durability other) {
        return new Settings(other, segmentBytes, queueBytes, retention);
    }

    public Settings withRetention(Duration other) {
        return new Settings(durability, segmentBytes, queueBytes, Optional.of(other));
    }

    public Settings withSegmentBytes(long other) {
        return new Settings(durability, other, queueBytes, retention);
    }
}
