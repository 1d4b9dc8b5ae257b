package io.jianhu.loadtest.growth;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * What may grow in a gateway's life, and what should come of it.
 *
 * @param name for the command line
 * @param title what is counted by the sizes
 * @param cost what processor time is told of
 * @param expected how the cost should grow
 * @param why it grows nevertheless, or as expected
 * @param sizes which are measured, ascending
 * @param few of them, for a quick run
 */
record Growth(
        String name,
        String title,
        String cost,
        String expected,
        String why,
        List<Integer> sizes,
        List<Integer> few,
        Way way) {

    private static final String ANSWER = "an answer";

    static final List<Growth> ALL = List.of(
            new Growth(
                    "words",
                    "words looked for beside the shipped rules",
                    ANSWER,
                    "flat",
                    "all words are looked for at once, but a larger automaton finds less of itself in the caches",
                    List.of(1_000, 10_000, 100_000, 300_000, 1_000_000),
                    List.of(1_000, 100_000),
                    Sizes::words),
            new Growth(
                    "rules",
                    "rules of " + ManyRules.WORDS + " words each beside the shipped ones",
                    ANSWER,
                    "flat",
                    "",
                    List.of(10, 100, 1_000, 5_000),
                    List.of(10, 1_000),
                    Sizes::rules),
            new Growth(
                    "robots",
                    "robots beside the shipped ones, asked in turn",
                    ANSWER,
                    "flat",
                    "the reloader asks the file system after each file of a policy, for at most a fiftieth of a processor or every 0.7 s",
                    List.of(1, 10, 100, 1_000, 5_000, 10_000),
                    List.of(1, 1_000),
                    Sizes::robots),
            new Growth(
                    "history-seen",
                    "messages of a request, all but the last seen before",
                    ANSWER,
                    "little: what was seen before is not looked at again",
                    "each message is still heard, recognised and written again",
                    List.of(1, 10, 30, 100),
                    List.of(1, 100),
                    Sizes::historySeen),
            new Growth(
                    "history-new",
                    "messages of a request, all of them new",
                    ANSWER,
                    "by as much for each message as it takes to look at it",
                    "each message is looked at as a question is",
                    List.of(1, 10, 30, 100),
                    List.of(1, 100),
                    Sizes::historyNew),
            new Growth(
                    "streams",
                    "streams at once, half of them over HTTP/2, a token a second each",
                    "a token of a stream",
                    "flat, or less where tokens of many are passed on together",
                    "",
                    List.of(100, 1_000, 3_000, 10_000),
                    List.of(100, 2_000),
                    Sizes::streams));

    /** How it is measured; each size is told as soon as something came of it. */
    @FunctionalInterface
    interface Way {
        void measure(Ground ground, List<Integer> sizes, Consumer<Point> found)
                throws IOException, InterruptedException;
    }
}
