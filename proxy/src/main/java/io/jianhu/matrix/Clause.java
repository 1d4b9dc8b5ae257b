package io.jianhu.matrix;

import io.jianhu.source.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A clause of an instrument and what is said to answer it.
 *
 * @param ref the chapter, article or section, such as {@code 第51条}
 * @param asks what it asks, in our own words
 * @param rules the ids of the rules without which it would not be answered, and where each is named
 * @param controls the controls that answer it
 * @param tests further tests that prove it
 * @param leaves what of it is left to others; empty when nothing is
 * @param notClaimed why it is left to others; empty when it is claimed
 */
public record Clause(
        String ref,
        Words title,
        Words asks,
        Mark mark,
        Map<String, Place> rules,
        List<Control> controls,
        List<String> tests,
        Optional<Words> leaves,
        Optional<Words> notClaimed,
        Place place) {

    public Clause {
        rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
        controls = List.copyOf(controls);
        tests = List.copyOf(tests);
    }
}
