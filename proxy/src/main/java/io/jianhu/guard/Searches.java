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

    Searches(ClueGuard guard, Recent recent, BiConsumer<Use, Sight> seen) {
        this.guard = guard;
        this.recent = recent;
        this.seen = seen;
        expressions = guard.plan.expressions();
    }

    /** Reads a code point, which is the last one of {@code recent} and begins at {@code index}. */
    void read(int codePoint, int index) {
        int[] beginners = guard.beginners(codePoint);
        if (count == 0 && beginners.length == 0) {
            return;
        }
        int before = count;
        count = 0;
        for (int i = 0; i < before; i++) {
            Search search = search(open[i]);
            search.read(index, recent);
            if (search.lead() >= 0) {
                open[count++] = open[i];
            }
        }
        for (int number : beginners) {
            Search search = search(number);
            if (!search.hasRead(recent.count())) {
                search.read(index, recent);
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
        return earliest;
    }

    /** The index of the earliest open beginning of an expression, or -1. */
    int lead(int number) {
        Search search = searches.length == 0 ? null : searches[number];
        return search == null || count == 0 ? -1 : search.lead();
    }
}
