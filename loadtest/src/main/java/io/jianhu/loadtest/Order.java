package io.jianhu.loadtest;

/**
 * What is to be asked of whom, and how it must be answered.
 *
 * @param stream whether the answer is to come as a stream of events
 * @param frame what must stand around the model's words
 */
record Order(Target target, boolean stream, Frame frame) {}
