package io.jianhu.mask;

import io.jianhu.text.Span;
import java.util.Map;
import java.util.function.BiConsumer;

/** Finds the placeholders of a masked question, as {@link Masker} writes them. Used by one thread, once. */
final class PlaceholderSight {

    private static final char OPENING = '〔';
    private static final char CLOSING = '〕';
    private static final int LONGEST = 32;

    private final Map<String, String> kinds;
    private final BiConsumer<String, Span> found;
    private final StringBuilder open = new StringBuilder();
    private int count;

    /**
     * A reading of one text.
     *
     * @param kinds by label
     * @param found takes the kind and where a placeholder of it stands
     */
    PlaceholderSight(Map<String, String> kinds, BiConsumer<String, Span> found) {
        this.kinds = kinds;
        this.found = found;
    }

    /** Reads on. Returns where the first placeholder may begin that has not been found. */
    int read(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            take(text.charAt(i));
        }
        return count - open.length();
    }

    private void take(char character) {
        count++;
        if (character == OPENING) {
            open.setLength(0);
        }
        if (character != OPENING && open.isEmpty()) {
            return;
        }
        open.append(character);
        if (character == CLOSING) {
            int dot = open.indexOf("·");
            String kind = dot < 0 ? null : kinds.get(open.substring(1, dot));
            if (kind != null && open.length() == dot + 1 + Form.CODE_LENGTH + 1) {
                found.accept(kind, new Span(count - open.length(), count));
            }
            open.setLength(0);
        } else if (open.length() == LONGEST) {
            open.setLength(0);
        }
    }
}
