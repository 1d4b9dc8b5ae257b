package io.jianhu.recognise;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Readings for the tests of this room. */
final class Sights {

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T00:00:00Z"));
    static final Recognisers ALL = Recognisers.all(CLOCK);

    private Sights() {}

    /** What is found in a text that comes as a whole. */
    static List<Hit> hits(String text) {
        return hits(List.of(text));
    }

    /** What is found in a text that comes in pieces. */
    static List<Hit> hits(List<String> pieces) {
        List<Hit> hits = new ArrayList<>();
        Scan scan = new Scan(ALL, hits::add);
        pieces.forEach(scan::read);
        scan.end();
        return hits;
    }

    /** What is found, as {@code kind:words}. */
    static List<String> found(String text) {
        return hits(text).stream()
                .map(hit -> hit.kind().name() + ":"
                        + text.substring(hit.span().start(), hit.span().end()))
                .toList();
    }
}
