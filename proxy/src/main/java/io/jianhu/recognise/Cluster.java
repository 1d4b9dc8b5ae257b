package io.jianhu.recognise;

import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sights that lie over each other. They are one value, of the kind of the strongest and, of equals, the longest; it takes
 * in what the others saw, so that no part of a value stays readable beside the one that won.
 */
final class Cluster {

    /** More signs than this hang together only in a text that is made to keep us waiting. */
    static final int LONGEST = 512;

    private final Consumer<Hit> found;
    private final List<Sight> sights = new ArrayList<>(2);
    private int from;
    private int to;
    private int taken;

    Cluster(Consumer<Hit> found) {
        this.found = found;
    }

    /**
     * What one recogniser saw.
     *
     * @param rank its place among the recognisers, the strongest first
     */
    record Sight(Recogniser recogniser, int rank, int from, Match match) {

        boolean beats(Sight other) {
            return rank < other.rank || (rank == other.rank && match.end() - from > other.match.end() - other.from);
        }
    }

    boolean isEmpty() {
        return sights.isEmpty();
    }

    /** The first sign of the value. */
    int from() {
        return from;
    }

    /** Whether nothing that begins at a sign or later can belong to these sights. */
    boolean isClosed(int cursor) {
        return !sights.isEmpty() && (to <= cursor || cursor - from >= LONGEST);
    }

    void add(Sight sight) {
        if (sight.match().end() <= taken) {
            return;
        }
        if (sights.isEmpty()) {
            from = Math.max(sight.from(), taken);
        }
        from = Math.max(Math.min(from, sight.from()), taken);
        to = Math.max(to, sight.match().end());
        sights.add(sight);
    }

    /** Tells what was found, and begins anew. */
    void settle(Stretch stretch) {
        Sight winner = sights.getFirst();
        for (Sight sight : sights) {
            winner = sight.beats(winner) ? sight : winner;
        }
        Span span = new Span(stretch.start(from), stretch.end(to - 1));
        found.accept(new Hit(winner.recogniser().kind(), span, winner.match().evidence()));
        taken = to;
        to = 0;
        sights.clear();
    }

    /** The stretch has lost its first signs; no sight is open. */
    void shift(int count) {
        taken = Math.max(0, taken - count);
    }

    /** The stretch begins anew; no sight is open. */
    void forget() {
        taken = 0;
    }
}
