package io.jianhu.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers every problem of some files, so that all are reported at once. Used by one thread. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    public void add(Place place, String message) {
        found.add(new Problem(place.file(), place.line(), place.column(), message));
    }

    /** Takes over all problems of others. */
    public void addAll(Problems others) {
        found.addAll(others.found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** How many were added so far. */
    public int size() {
        return found.size();
    }

    /** By file, line and column. */
    public List<Problem> list() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }

    /** The value when nothing was found wrong, otherwise all problems. */
    public <T> Compilation<T> orElse(java.util.function.Supplier<T> value) {
        return isEmpty() ? new Compilation.Compiled<>(value.get()) : new Compilation.Rejected<>(list());
    }
}
