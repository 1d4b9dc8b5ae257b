package io.jianhu.policy;

import io.jianhu.chat.Decision;
import io.jianhu.chat.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What rules that are not enforced would have done.
 *
 * @param since from when on it tells
 * @param dropped how many rows had to give way to newer ones
 */
public record ShadowReport(Instant since, long dropped, List<Row> rows) {

    public ShadowReport {
        rows = List.copyOf(rows);
    }

    /**
     * Of one rule and one robot.
     *
     * @param mode the rule's at the last time, such as {@code shadow}
     * @param action what it would have done, such as {@code refuse}
     * @param hits how often it found something
     * @param exchanges in how many exchanges
     * @param decisions what the rules in force decided on these exchanges, and on how many
     * @param samples the newest, the newest first
     */
    public record Row(
            String rule,
            String robot,
            String mode,
            String action,
            long hits,
            long exchanges,
            Instant first,
            Instant last,
            Map<Decision, Long> decisions,
            List<Sample> samples) {

        public Row {
            decisions = Map.copyOf(decisions);
            samples = List.copyOf(samples);
        }
    }

    /**
     * Words around what was found, without personal identifiers.
     *
     * @param words at most 80 characters
     * @param start where what was found begins in the words
     * @param end the character after it
     * @param decision what the rules in force decided on the exchange
     */
    public record Sample(Instant at, Side side, String words, int start, int end, Decision decision) {}
}
