package io.jianhu.loadtest.ask;

/**
 * What is to be asked of whom, and how it must be answered.
 *
 * @param stream whether the answer is to come as a stream of events
 * @param frame what must stand around the model's words
 * @param script how the questions are put
 */
public record Order(Target target, boolean stream, Frame frame, Script script) {

    /** Each question alone. */
    public Order(Target target, boolean stream, Frame frame) {
        this(target, stream, frame, Script.PLAIN);
    }

    /** The same in other words. */
    public Order by(Script other) {
        return new Order(target, stream, frame, other);
    }
}
