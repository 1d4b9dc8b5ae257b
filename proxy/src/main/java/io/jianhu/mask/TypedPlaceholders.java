package io.jianhu.mask;

import io.jianhu.recognise.Decoding;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds text that already looks like a placeholder, whoever wrote it, so that nobody can pretend to be one. */
final class TypedPlaceholders {

    private final Form.Known forms;

    TypedPlaceholders(Set<String> labels) {
        forms = new Form.Known() {
            @Override
            public boolean label(String beginning) {
                for (String label : labels) {
                    if (label.startsWith(beginning)) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            public boolean code(String label, String beginning) {
                for (int i = 0; i < beginning.length(); i++) {
                    if (Form.CODE_SIGNS.indexOf(beginning.charAt(i)) < 0) {
                        return false;
                    }
                }
                return labels.contains(label);
            }
        };
    }

    List<Span> find(String text) {
        if (!mayHold(text)) {
            return List.of();
        }
        List<Span> found = new ArrayList<>();
        Reading open = new Reading();
        Decoding decoding = new Decoding((sign, start, end) -> {
            if (sign != Decoding.INVISIBLE && (!open.isEmpty() || Form.opens(sign))) {
                open.add(sign, new Span(start, end));
                settle(open, found);
            }
        });
        for (int i = 0; i < text.length(); i++) {
            decoding.read(text.charAt(i));
        }
        return found;
    }

    private void settle(Reading open, List<Span> found) {
        while (!open.isEmpty()) {
            switch (Form.match(open.signs, forms)) {
                case Form.Match.None none -> open.dropToNext();
                case Form.Match.Prefix prefix -> {
                    return;
                }
                case Form.Match.Whole whole -> {
                    found.add(open.span());
                    open.clear();
                }
            }
        }
    }

    /** The signs since a bracket, and where each stands. */
    private static final class Reading {

        private final StringBuilder signs = new StringBuilder();
        private final List<Span> places = new ArrayList<>();

        boolean isEmpty() {
            return signs.isEmpty();
        }

        void add(char sign, Span place) {
            signs.append(sign);
            places.add(place);
        }

        /** Gives up the first sign and all before the next bracket. */
        void dropToNext() {
            do {
                signs.deleteCharAt(0);
                places.removeFirst();
            } while (!isEmpty() && !Form.opens(signs.charAt(0)));
        }

        Span span() {
            return new Span(places.getFirst().start(), places.getLast().end());
        }

        void clear() {
            signs.setLength(0);
            places.clear();
        }
    }

    private static boolean mayHold(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Form.opens(character) || (character == '\\' && text.startsWith("\\u", i))) {
                return true;
            }
        }
        return false;
    }
}
