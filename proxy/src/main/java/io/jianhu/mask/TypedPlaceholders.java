package io.jianhu.mask;

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
        Stretch open = new Stretch();
        Decoding decoding = new Decoding((sign, start, end) -> {
            if (sign != Decoding.INVISIBLE && (open.length() > 0 || Form.opens(sign))) {
                open.add(sign, start, end);
                settle(open, found);
            }
        });
        for (int i = 0; i < text.length(); i++) {
            decoding.read(text.charAt(i));
        }
        return found;
    }

    private void settle(Stretch open, List<Span> found) {
        while (open.length() > 0) {
            switch (Form.match(open.text(0, open.length()), forms)) {
                case Form.Match.None none -> {
                    do {
                        open.drop(1);
                    } while (open.length() > 0 && !Form.opens(open.sign(0)));
                }
                case Form.Match.Prefix prefix -> {
                    return;
                }
                case Form.Match.Whole whole -> {
                    found.add(new Span(open.start(0), open.end(open.length() - 1)));
                    open.shorten(0);
                }
            }
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
