package io.jianhu.policy;

import io.jianhu.chat.Profile;
import java.time.LocalDate;

/**
 * The circumstances under which a rulebook decides.
 *
 * @param strictness rules up to this level are enforced, 1 to 4
 * @param watchfulness rules above {@code strictness} up to this level are shadowed, {@code strictness} to 4
 * @param client the calling application's registered name
 * @param conversation what tells this conversation of a robot and client from others and stays the same from turn to
 *     turn; decides whether a canary rule is enforced in it
 * @param today the day on which exceptions are looked at
 */
public record Situation(
        Profile robot, int strictness, int watchfulness, String client, String conversation, LocalDate today) {

    static final int MOST = 4;

    public Situation {
        if (strictness < 1 || watchfulness < strictness || watchfulness > MOST) {
            throw new IllegalArgumentException("strictness " + strictness + ", watchfulness " + watchfulness
                    + " (expected: 1 <= strictness <= watchfulness <= 4)");
        }
    }
}
