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

    /** Stands at the end of every placeholder, and in no value. */
    private static final char BLOT = '〕';

    /** How often what is left is looked at again, whatever a text is made of. */
    private static final int MOST_ROUNDS = 3;

    private final Recognisers recognisers;
    private final TypedPlaceholders typed;

    Inspection(Recognisers recognisers) {
        this.recognisers = recognisers;
        Set<String> labels = new LinkedHashSet<>();
        recognisers.kinds().values().forEach(kind -> labels.add(kind.label()));
        labels.add(Place.TYPED.label());
        typed = new TypedPlaceholders(labels);
    }

    /** The places in order, none over another, and none in what is left when they are hidden. */
    List<Place> places(String text) {
        List<Place> places = new ArrayList<>(2);
        find(text, places);
        for (Span span : typed.find(text)) {
            places.removeIf(place -> place.span().overlaps(span));
            places.add(new Place(span, Place.TYPED, Place.Writing.PLAIN));
        }
        int known = 0;
        for (int round = 0; round < MOST_ROUNDS && places.size() > known; round++) {
            known = places.size();
            find(without(places, text), places);
        }
        places.sort(Comparator.comparing(Place::span));
        return places.isEmpty() || !JsonText.isDocument(text) ? places : asJson(text, places);
    }

    private void find(String text, List<Place> places) {
        Scan scan = new Scan(recognisers, hit -> {
            if (hit.evidence() != Evidence.PUBLIC) {
                places.add(new Place(hit.span(), hit.kind(), Place.Writing.PLAIN));
            }
        });
        scan.read(text);
        scan.end();
    }

    /** The text with every place blotted out: a run that was too long to be a value may be one in what is left of it. */
    private static String without(List<Place> places, String text) {
        StringBuilder left = new StringBuilder(text);
        for (Place place : places) {
            for (int at = place.span().start(); at < place.span().end(); at++) {
                left.setCharAt(at, BLOT);
            }
        }
        return left.toString();
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
