package io.jianhu.loadtest.crowd;

import io.jianhu.loadtest.ask.Target;

/**
 * What one of a crowd asks.
 *
 * @param body the request
 * @param seat in which it is counted
 */
record Asking(Target target, byte[] body, Attendance.Seat seat) {}
