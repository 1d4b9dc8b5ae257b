package io.jianhu.mask;

import io.jianhu.recognise.Evidence;
import io.jianhu.recognise.Recognisers;
import io.jianhu.recognise.Scan;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what must be hidden in one whole text. */
final class Inspection {

    private final Recognisers recognisers;
    private final TypedPlaceholders typed;

    Inspection(Recognisers recognisers) {
        this.recognisers = recognisers;
        Set<String> labels = new LinkedHashSet<>();
        recognisers.kinds().values().forEach(kind -> labels.add(kind.label()));
        labels.add(Place.TYPED.label());
        typed = new TypedPlaceholders(labels);
    }

    /** The places in order, none over another. */
    List<Place> places(String text) {
        List<Place> places = new ArrayList<>(2);
        Scan scan = new Scan(recognisers, hit -> {
            if (hit.evidence() != Evidence.PUBLIC) {
                places.add(new Place(hit.span(), hit.kind(), Place.Writing.PLAIN));
            }
        });
        scan.read(text);
        scan.end();
        for (Span span : typed.find(text)) {
            places.removeIf(place -> place.span().overlaps(span));
            places.add(new Place(span, Place.TYPED, Place.Writing.PLAIN));
        }
        places.sort(Comparator.comparing(Place::span));
        return places.isEmpty() || !JsonText.isDocument(text) ? places : asJson(text, places);
    }

    /** The value without the freedom of writing, or itself when it is nobody's. */
    String canonical(Place place, String value) {
        return place.isPersonal() ? recognisers.canonical(place.kind(), value) : value;
    }

    private static List<Place> asJson(String document, List<Place> places) {
        List<Place> written = new ArrayList<>(places.size());
        JsonText.Strings strings = new JsonText.Strings(document);
        int end = 0;
        for (Place place : places) {
            boolean quoted = strings.hold(place.span().start());
            Span span = quoted ? place.span() : JsonText.scalar(document, place.span());
            if (span.start() >= end) {
                written.add(new Place(span, place.kind(), quoted ? Place.Writing.QUOTED : Place.Writing.BARE));
                end = span.end();
            }
        }
        return written;
    }
}
