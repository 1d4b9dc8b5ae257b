package io.jianhu.telemetry;

import io.micrometer.core.instrument.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The meters of one name, one for each set of label values that was seen. Their number is bounded: when there are too
 * many, or a value is too long to be a name, further events count under {@code other}.
 */
final class Family<M> {

    static final String OTHER = "other";

    private static final int LONGEST = 128;

    private final List<String> labels;
    private final int limit;
    private final Function<List<Tag>, M> register;
    private final ConcurrentHashMap<List<String>, M> meters = new ConcurrentHashMap<>();

    /**
     * @param limit the most label sets beside {@code other}
     * @param register makes and registers the meter of one label set
     */
    Family(int limit, Function<List<Tag>, M> register, String... labels) {
        this.limit = limit;
        this.register = register;
        this.labels = List.of(labels);
    }

    /** The meter of these values, in the order of the labels. */
    M of(String... values) {
        List<String> key = List.of(values);
        M known = meters.get(key);
        if (known != null) {
            return known;
        }
        boolean fits = meters.size() < limit && key.stream().allMatch(value -> value.length() <= LONGEST);
        return meters.computeIfAbsent(fits ? key : Collections.nCopies(labels.size(), OTHER), this::make);
    }

    void forEach(BiConsumer<List<String>, M> visitor) {
        meters.forEach(visitor);
    }

    private M make(List<String> values) {
        List<Tag> tags = new ArrayList<>(labels.size());
        for (int at = 0; at < labels.size(); at++) {
            tags.add(Tag.of(labels.get(at), values.get(at)));
        }
        return register.apply(tags);
    }
}
