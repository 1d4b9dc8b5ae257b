package io.jianhu.wire;

import io.jianhu.frame.Json;

/**
 * What an answer cost, as its model counts.
 *
 * @param question tokens read, 0 or more
 * @param answer tokens written, 0 or more
 */
public record Usage(long question, long answer) {

    public static final Usage NONE = new Usage(0, 0);

    /** The counts under two keys of an object; what is no count is none. */
    public static Usage of(Json.Members usage, String question, String answer) {
        return new Usage(count(usage, question), count(usage, answer));
    }

    private static long count(Json.Members usage, String key) {
        return Count.of(usage.get(key), 15).orElse(0);
    }

    /** What is known of both, of two tellings of the same answer: the later one where it tells more than nothing. */
    public Usage and(Usage later) {
        return new Usage(later.question == 0 ? question : later.question, later.answer == 0 ? answer : later.answer);
    }
}
