package io.jianhu.guard;

import java.util.Arrays;

/** What was met lately: numbers, each with the index at which it was met, in ascending order of these. */
final class Bygone {

    private static final int[] NONE = {};
    private static final int SMALL = 4;

    private int[] numbers = NONE;
    private int[] places = NONE;
    private int first;
    private int last;

    /** Forgets what was met before an index. */
    void forget(int horizon) {
        while (first < last && places[first] < horizon) {
            first++;
        }
    }

    void add(int number, int place) {
        if (last == places.length) {
            int kept = last - first;
            int size = Math.max(SMALL, kept > places.length / 2 ? 2 * places.length : places.length);
            numbers = Arrays.copyOf(Arrays.copyOfRange(numbers, first, last), size);
            places = Arrays.copyOf(Arrays.copyOfRange(places, first, last), size);
            first = 0;
            last = kept;
        }
        numbers[last] = number;
        places[last++] = place;
    }

    /** How many are remembered. */
    int size() {
        return last - first;
    }

    /** One of them, counted back from the newest, which is 0. */
    int number(int back) {
        return numbers[last - 1 - back];
    }

    /** Where one of them was met, counted back from the newest. */
    int place(int back) {
        return places[last - 1 - back];
    }
}
