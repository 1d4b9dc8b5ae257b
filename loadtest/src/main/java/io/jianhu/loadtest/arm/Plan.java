package io.jianhu.loadtest.arm;

import io.jianhu.loadtest.talk.Pace;
import java.time.Duration;

/**
 * How much is measured.
 *
 * @param rounds how often each arm has its turn, so that what else the machine does meets all arms alike
 * @param warmUp for the gateway, half of it with whole answers, half with streams; other arms have a quarter of it
 * @param run of one measurement
 * @param lanes connections where the capacity for whole answers is looked for
 * @param streamLanes the same for streams
 * @param guardedStreamLanes the same for streams of another's gateway, which are many times slower
 * @param seed of the dialogue, the words and the arrivals
 * @param words how many words are looked for beside the shipped rules
 * @param personalShare of questions with a mobile number, 0 to 1
 * @param pace of the model in streams
 * @param half what half load is half of
 */
public record Plan(
        int rounds,
        Duration warmUp,
        Duration run,
        int lanes,
        int streamLanes,
        int guardedStreamLanes,
        long seed,
        int words,
        double personalShare,
        Pace pace,
        Half half) {

    /** What half load is half of. */
    public enum Half {
        /** Of what the slowest arm can do; all arms are asked alike. */
        OF_THE_LEAST,
        /** Of what the arm itself can do; where nothing stands in the way, of what jianhu can do. */
        OF_ITS_OWN
    }

    private static final Pace TOKENS = new Pace(Duration.ofMillis(10), Duration.ofMillis(1));

    private static final int LANES = 32;
    private static final int STREAM_LANES = 192;
    /** Each takes 57 ms at least, so no arm below 840 streams a second is held back, and none waits long for its turn. */
    private static final int GUARDED_STREAM_LANES = 48;

    /** Under three minutes. */
    public static Plan quick(long seed, int words, double personalShare) {
        return usual(2, 24, 3, seed, words, personalShare);
    }

    /** About eleven minutes. */
    public static Plan usual(long seed, int words, double personalShare) {
        return usual(5, 80, 5, seed, words, personalShare);
    }

    private static Plan usual(int rounds, int warmUp, int run, long seed, int words, double personalShare) {
        return new Plan(
                rounds,
                Duration.ofSeconds(warmUp),
                Duration.ofSeconds(run),
                LANES,
                STREAM_LANES,
                STREAM_LANES,
                seed,
                words,
                personalShare,
                TOKENS,
                Half.OF_THE_LEAST);
    }

    /**
     * Beside gateways of others: longer runs, because some give few answers a second; and none of the questions has a
     * mobile number, because some would put another text in its place, and another answer would be right for each.
     */
    public static Plan peers(boolean quick, long seed, int words) {
        return new Plan(
                quick ? 2 : 5,
                Duration.ofSeconds(quick ? 24 : 80),
                Duration.ofSeconds(quick ? 6 : 10),
                LANES,
                STREAM_LANES,
                GUARDED_STREAM_LANES,
                seed,
                words,
                0,
                TOKENS,
                Half.OF_ITS_OWN);
    }

    /** For scenarios, whose parts each take one run. */
    public static Plan scenarios(long seed, int words, double personalShare, Duration run) {
        return new Plan(
                1,
                Duration.ofSeconds(40),
                run,
                LANES,
                STREAM_LANES,
                STREAM_LANES,
                seed,
                words,
                personalShare,
                TOKENS,
                Half.OF_ITS_OWN);
    }

    /** Connections where the capacity of an arm is looked for. */
    public int lanes(Arm arm, boolean stream) {
        if (!stream) {
            return lanes;
        }
        return arm.kind() == Arm.Kind.GUARDS ? guardedStreamLanes : streamLanes;
    }
}
