package io.jianhu.loadtest.ask;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What became of questions in each slice of a run, by when they ended. Used by one thread. */
public final class Timeline {

    /** Nanoseconds of a slice. */
    public static final long SLICE = TimeUnit.MILLISECONDS.toNanos(250);

    private final List<Slice> slices = new ArrayList<>();

    /** One slice. */
    public static final class Slice {
        private final Map<Outcome, Long> ended = new EnumMap<>(Outcome.class);
        private long slowest;

        /** How many questions came to this. */
        public long ended(Outcome outcome) {
            return ended.getOrDefault(outcome, 0L);
        }

        /** How many questions ended. */
        public long ended() {
            return ended.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Nanoseconds from due to the end of that question which took longest. */
        public long slowest() {
            return slowest;
        }
    }

    /**
     * Counts one question.
     *
     * @param at when it ended, in nanoseconds from the beginning of the run; 0 or more
     * @param took nanoseconds from due to then
     */
    void add(Outcome outcome, long at, long took) {
        while (slices.size() <= at / SLICE) {
            slices.add(new Slice());
        }
        Slice slice = slices.get((int) (at / SLICE));
        slice.ended.merge(outcome, 1L, Long::sum);
        slice.slowest = Math.max(slice.slowest, took);
    }

    /** From the beginning of the run to the slice of the last end. */
    public List<Slice> slices() {
        return List.copyOf(slices);
    }
}
