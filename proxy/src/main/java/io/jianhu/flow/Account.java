package io.jianhu.flow;

import java.util.function.LongSupplier;

/** What a client, a robot or all of them have under way. Used under the gate's lock, but for the departures. */
final class Account {

    final Bucket bucket = new Bucket();
    final Departures departures;
    private int streams;
    private long bytes;
    private long asked;

    Account(LongSupplier nanoTime) {
        departures = new Departures(nanoTime);
        asked = nanoTime.getAsLong();
    }

    /** How many of its exchanges run. */
    int streams() {
        return streams;
    }

    /** How many bytes of bodies its exchanges have brought. */
    long bytes() {
        return bytes;
    }

    /** Nanoseconds of the clock at its newest request, admitted or not. */
    long asked() {
        return asked;
    }

    void asks(long now) {
        asked = now;
    }

    void enter(int more) {
        streams++;
        bytes += more;
    }

    void leave(int fewer) {
        streams--;
        bytes -= fewer;
        departures.left();
    }
}
