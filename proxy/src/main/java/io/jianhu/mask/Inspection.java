package io.jianhu.mask;

import io.jianhu.text.Span;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what must be hidden in one whole text. */
final class Inspection {

    /** The label of what only looks like a placeholder. */
    private static final String TYPED = "原文";

    private final Recognisers recognisers;
    private final TypedPlaceholders typed;

    Inspection(InstantSource clock) {
        recognisers = new Recognisers(clock);
        Set<String> labels = new LinkedHashSet<>();
        recognisers.all().forEach(recogniser -> labels.add(recogniser.label()));
        labels.add(TYPED);
        typed = new TypedPlaceholders(labels);
    }

    /** The places in order, none over another. */
    List<Place> places(String text) {
        List<Place> places = new ArrayList<>(2);
        Scan scan = new Scan(
                recognisers,
                hit -> places.add(
                        new Place(hit.span(), recognisers.all().indexOf(hit.recogniser()), Place.Writing.PLAIN)));
        scan.read(text);
        scan.end();
        for (Span span : typed.find(text)) {
            places.removeIf(place -> place.span().overlaps(span));
            places.add(new Place(span, recognisers.all().size(), Place.Writing.PLAIN));
        }
        places.sort(Comparator.comparing(Place::span));
        return places.isEmpty() || !JsonText.isDocument(text) ? places : asJson(text, places);
    }

    boolean isIdentifier(Place place) {
        return place.kind() < recognisers.all().size();
    }

    String kind(Place place) {
        return isIdentifier(place) ? recognisers.all().get(place.kind()).kind() : "";
    }

    String label(Place place) {
        return isIdentifier(place) ? recognisers.all().get(place.kind()).label() : TYPED;
    }

    /** What stands in place of a value that must not be shown. */
    String mark(Place place) {
        return Form.mark(label(place));
    }

    /** The value without the freedom of writing, or itself when it is no identifier. */
    String canonical(Place place, String value) {
        if (!isIdentifier(place)) {
            return value;
        }
        StringBuilder signs = new StringBuilder(value.length());
        boolean address = recognisers.all().get(place.kind()).trigger() == Recogniser.Trigger.ADDRESS;
        Decoding decoding = new Decoding((sign, start, end) -> {
            if (sign != Decoding.INVISIBLE && (address || Character.isLetterOrDigit(sign))) {
                signs.append(Character.toLowerCase(sign));
            }
        });
        value.chars().forEach(character -> decoding.read((char) character));
        return recognisers.all().get(place.kind()).canonical(signs.toString().replace("%40", "@"));
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
