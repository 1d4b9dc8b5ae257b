package io.jianhu.loadtest.ask;

import java.time.Duration;

/** How questions come. */
public sealed interface Demand {

    /** How many connections are open at most. */
    int lanes();

    Duration duration();

    /** Closed: each lane asks again as soon as it is answered. Finds the capacity; its latency says little. */
    record Back(int lanes, Duration duration) implements Demand {}

    /** Open: questions come when they come. A question that finds all lanes busy waits, and its waiting counts. */
    record Flow(Arrivals arrivals, int lanes, Duration duration) implements Demand {}
}
