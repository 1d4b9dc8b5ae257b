package io.jianhu.loadtest;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often each arm has its turn, so that what else the machine does meets all arms alike
 * @param warmUp for the gateway, half of it with whole answers, half with streams; other arms have a quarter of it
 * @param run of one measurement
 * @param lanes connections where the capacity for whole answers is looked for
 * @param streamLanes the same for streams
 * @param seed of the dialogue, the words and the arrivals
 * @param words how many words are looked for beside the shipped rules
 * @param personalShare of questions with a mobile number, 0 to 1
 * @param pace of the model in streams
 */
record Plan(
        int rounds,
        Duration warmUp,
        Duration run,
        int lanes,
        int streamLanes,
        long seed,
        int words,
        double personalShare,
        Pace pace) {

    private static final Pace TOKENS = new Pace(Duration.ofMillis(10), Duration.ofMillis(1));

    /** Under three minutes. */
    static Plan quick(long seed, int words, double personalShare) {
        return new Plan(2, Duration.ofSeconds(24), Duration.ofSeconds(3), 32, 192, seed, words, personalShare, TOKENS);
    }

    /** About eleven minutes. */
    static Plan usual(long seed, int words, double personalShare) {
        return new Plan(5, Duration.ofSeconds(80), Duration.ofSeconds(5), 32, 192, seed, words, personalShare, TOKENS);
    }
}
