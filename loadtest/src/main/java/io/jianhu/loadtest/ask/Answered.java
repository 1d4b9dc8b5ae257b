package io.jianhu.loadtest.ask;

/**
 * The end of one question.
 *
 * @param number of the question
 * @param due when it was to be sent, in nanoseconds of {@link System#nanoTime}
 * @param sent when it was sent
 * @param firstToken when the first of the model's words came
 * @param ended when the answer was complete
 * @param status of HTTP
 * @param bytes of text
 */
record Answered(
        long number, long due, long sent, long firstToken, long ended, Outcome outcome, int status, int bytes) {}
