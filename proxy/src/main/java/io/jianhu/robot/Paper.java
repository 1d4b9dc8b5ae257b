package io.jianhu.robot;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What a robot needs to be on duty, and until when it has it.
 *
 * @param validUntil the last day
 */
public record Paper(Kind kind, LocalDate validUntil) {

    /** So many days before its last one somebody should see to it. */
    private static final int AHEAD = 30;

    /** What it is. */
    public enum Kind {
        FILING,
        ASSESSMENT,
        /** The training of its guardians: the one that lasts longest, since one trained guardian is enough. */
        TRAINING
    }

    /** How many days it is valid after this one; less than 0 when it has lapsed. */
    public long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, validUntil);
    }

    /** Whether it lapses within 30 days, or has. */
    public boolean isEnding(LocalDate today) {
        return daysLeft(today) <= AHEAD;
    }
}
