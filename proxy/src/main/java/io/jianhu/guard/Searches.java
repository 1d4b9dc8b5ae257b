package io.jianhu.guard;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The expressions that are open in one reading. Only they, and those that may begin, are asked about a character. */
final class Searches {

    private final ClueGuard guard;
    private final List<Plan.Sought> expressions;
    private final Recent recent;
    private final BiConsumer<Use, Sight> seen;
    private @Nullable Search[] searches = new Search[0];
    private int[] open = new int[4];
    private int count;
    /** What may have begun with the last code point, and is asked when the next one shows whether it goes on. */
    private Gate.@Nullable Row lastRow;

    private int lastIndex;

    Searches(ClueGuard guard, Recent recent, BiConsumer<Use, Sight> seen) {
        this.guard = guard;
        this.recent = recent;
        this.seen = seen;
        expressions = guard.plan.expressions();
    }

    /** Reads a code point, which is the last one of {@code recent} and begins at {@code index}. */
    void read(int codePoint, int index) {
        Gate.Row row = guard.gate.row(codePoint);
        if (count > 0) {
            goOn(index);
        }
        if (lastRow != null) {
            begin(lastRow.before(codePoint), lastIndex, index);
            lastRow = null;
        }
        if (row.beginners().length > 0) {
            begin(row.atOnce(), index, index);
            lastRow = row;
            lastIndex = index;
        }
    }

    private void goOn(int index) {
        int before = count;
        count = 0;
        for (int i = 0; i < before; i++) {
            Search search = search(open[i]);
            search.read(index, recent);
            if (search.lead() >= 0) {
                open[count++] = open[i];
            }
        }
    }

    /** Has expressions begin at {@code from} that have not read the code point at {@code index}. */
    private void begin(int[] numbers, int from, int index) {
        for (int number : numbers) {
            Search search = search(number);
            if (!search.hasRead(index)) {
                search.read(from, recent);
                if (search.lead() >= 0) {
                    if (count == open.length) {
                        open = Arrays.copyOf(open, 2 * count);
                    }
                    open[count++] = number;
                }
            }
        }
    }

    private Search search(int number) {
        if (searches.length == 0) {
            searches = new Search[expressions.size()];
        }
        Search search = searches[number];
        if (search == null) {
            Plan.Sought sought = expressions.get(number);
            search = new Search(sought.expression(), sought.use(), seen);
            searches[number] = search;
        }
        return search;
    }

    /** Decides what is open at the end of the text. */
    void end() {
        for (int i = 0; i < count; i++) {
            search(open[i]).end(recent);
        }
        count = 0;
        lastRow = null;
    }

    /** Where the earliest open beginning stands in the text that may become a finding, or {@code none}. */
    int earliest(int none) {
        int earliest = none;
        for (int i = 0; i < count; i++) {
            Search search = search(open[i]);
            if (search.use().holds()) {
                earliest = Math.min(earliest, recent.start(search.lead()));
            }
        }
        if (lastRow != null && recent.start(lastIndex) < earliest && mayHold(lastRow)) {
            earliest = recent.start(lastIndex);
        }
        return earliest;
    }

    private boolean mayHold(Gate.Row row) {
        for (int number : row.beginners()) {
            if (expressions.get(number).use().holds() && waits(number)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an expression may have begun with the last code point and has not been asked. */
    private boolean waits(int number) {
        Search search = searches.length == 0 ? null : searches[number];
        return search == null || !search.hasRead(lastIndex);
    }

    /** The index of the earliest open beginning of an expression, or -1. */
    int lead(int number) {
        Search search = searches.length == 0 ? null : searches[number];
        int lead = search == null || count == 0 ? -1 : search.lead();
        if (lead < 0 && lastRow != null && Arrays.binarySearch(lastRow.beginners(), number) >= 0 && waits(number)) {
            return lastIndex;
        }
        return lead;
    }
}
