package io.jianhu.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chains that have begun in one reading. For each end of a chain the earliest beginning counts. Nothing is done for
 * a character at which no word of a chain ends.
 */
final class Trails {

    /** Takes what was found. */
    interface Found {
        void accept(Use use, int from);
    }

    /** So many are looked through quicker than a map is asked. */
    private static final int FEW = 8;

    private final Map<Chain, Trail> byLink = new HashMap<>();
    private final List<Trail> active = new ArrayList<>();
    private final Map<Chain.Goal, Integer> done = new TreeMap<>(Comparator.comparingInt(Chain.Goal::number));

    /**
     * Takes a word that was read, the last character of {@code recent} being its last.
     *
     * @param from the index of its first character
     */
    void word(int word, int from, Chain[] beginning, Chain[] following, Recent recent) {
        int count = recent.count();
        if (!active.isEmpty() && following.length > 0) {
            follow(word, from, following, recent);
        }
        for (Chain link : beginning) {
            reach(link, from, count);
        }
    }

    private void follow(int word, int from, Chain[] following, Recent recent) {
        prune(recent.count());
        if (following.length <= active.size()) {
            for (Chain link : following) {
                go(trail(link.before), link, from, recent);
            }
            return;
        }
        int known = active.size();
        for (int i = 0; i < known; i++) {
            Trail trail = active.get(i);
            go(trail, trail.link.next(word), from, recent);
        }
    }

    private void go(@Nullable Trail trail, @Nullable Chain link, int from, Recent recent) {
        if (trail == null || link == null) {
            return;
        }
        int earliest = trail.before(from, recent);
        if (earliest == Trail.NOWHERE) {
            return;
        }
        for (Chain.Goal goal : link.goals()) {
            done.merge(goal, earliest, Math::min);
        }
        if (!link.isLast()) {
            reach(link, earliest, recent.count());
        }
    }

    private void reach(Chain link, int from, int end) {
        Trail trail = trail(link);
        if (trail == null) {
            trail = new Trail(link);
            byLink.put(link, trail);
            active.add(trail);
        }
        trail.reach(from, end);
    }

    private @Nullable Trail trail(@Nullable Chain link) {
        if (active.size() > FEW) {
            return byLink.get(link);
        }
        for (int i = 0; i < active.size(); i++) {
            if (active.get(i).link == link) {
                return active.get(i);
            }
        }
        return null;
    }

    private void prune(int count) {
        active.removeIf(trail -> trail.forget(count) && byLink.remove(trail.link, trail));
    }

    /** How many beginnings are remembered. */
    int size() {
        return active.stream().mapToInt(Trail::size).sum();
    }

    /** Tells what the last character completed. */
    void tell(Found found) {
        if (!done.isEmpty()) {
            done.forEach((goal, from) -> found.accept(goal.use(), from));
            done.clear();
        }
    }

    /**
     * The index at which the earliest chain begins that may still become a finding, or {@link Trail#NOWHERE}.
     *
     * @param open the index of the earliest beginning of a word that is being read
     */
    int earliest(Recent recent, int open) {
        if (active.isEmpty()) {
            return Trail.NOWHERE;
        }
        prune(recent.count());
        int earliest = Trail.NOWHERE;
        for (Trail trail : active) {
            earliest = Math.min(earliest, trail.earliest(recent, open));
        }
        return earliest;
    }
}
