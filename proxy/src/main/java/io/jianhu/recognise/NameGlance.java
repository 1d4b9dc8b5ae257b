package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.List;

/**
 * A quick look at characters that tells most words that look like names apart from names, before the text is read as
 * signs. It rules out only what {@link PersonName} would, and nothing of which it does not see enough.
 */
final class NameGlance {

    private static final int AHEAD = 5;
    private static final int MOST_FILLERS = 6;
    /** The fillers, two signs of a label, and the longest escape. */
    private static final int BEHIND = MOST_FILLERS + 2 + 6;

    private static final byte TITLE = 1;
    private static final byte PERSONAL = 2;
    private static final byte BEHIND_SEPARATOR = 4;
    private static final byte SEPARATOR = 8;
    private static final byte FILLER = 16;
    private static final byte FREE = 32;
    private static final byte LABEL_END = 64;

    private final NameSigns signs = NameSigns.get();
    private final byte[] flags = new byte[1 << 16];
    private final Pairs words = Pairs.first(
            signs.list("word").stream().filter(word -> word.length() == 2).toList());
    private final Pairs labels;
    private final Pairs titles = Pairs.first(signs.list("title"));

    NameGlance() {
        List<String> before = new ArrayList<>(signs.list("label"));
        before.addAll(signs.list("naming"));
        before.addAll(signs.list("before"));
        labels = Pairs.last(before);
        before.forEach(word -> flag(word.substring(word.length() - 1), LABEL_END));
        List<String> behind = new ArrayList<>(signs.list("possession"));
        behind.addAll(signs.list("doing"));
        behind.forEach(word -> flag(word.substring(0, 1), (byte) (PERSONAL | BEHIND_SEPARATOR)));
        signs.list("title").forEach(word -> flag(word.substring(0, 1), TITLE));
        flag("的" + PersonName.JOINING + PersonName.ACTING + Recogniser.DIGITS, PERSONAL);
        flag("男女" + Recogniser.DIGITS + NameContext.SEPARATORS, BEHIND_SEPARATOR);
        flag(NameContext.SEPARATORS, SEPARATOR);
        flag(NameContext.FILLERS, FILLER);
        flag(NameContext.BEFORE_NAMES, FREE);
    }

    private void flag(String all, byte flag) {
        all.chars().forEach(sign -> flags[sign] |= flag);
    }

    /** As {@link Recogniser#mayBegin} says. */
    boolean mayBegin(CharSequence text, int single, int from) {
        if (from + 1 >= text.length()) {
            return true;
        }
        char second = Decoding.fold(text.charAt(from + 1));
        if (isUnclear(second)) {
            return true;
        }
        if (!signs.is(second, NameSigns.GIVEN | NameSigns.GIVEN_WORD | NameSigns.COMPOUND_SECOND) && second != ' ') {
            return Stretch.isChinese(second)
                    && (from == 0
                            || isUnclear(Decoding.fold(text.charAt(from - 1)))
                            || isBehindEscape(text, single, from)
                            || isLabelled(text, from));
        }
        return from == 0
                || from + AHEAD >= text.length()
                || signs.is(second, NameSigns.COMPOUND_SECOND)
                || mayBegin(text, single, from, second);
    }

    private boolean mayBegin(CharSequence text, int single, int from, char second) {
        char before = Decoding.fold(text.charAt(from - 1));
        if (isUnclear(before) || isBehindEscape(text, single, from) || isLabelled(text, from)) {
            return true;
        }
        if (second == ' ' || words.has(text.charAt(from), second)) {
            return false;
        }
        boolean free = !Stretch.isChinese(before) || has(before, FREE);
        return isTold(text, from + 2, free) || isTold(text, from + 3, free) || PersonName.JOINING.indexOf(before) >= 0;
    }

    /** Whether characters before one are not signs by themselves, as those of an escape or of a pair of surrogates. */
    private static boolean isBehindEscape(CharSequence text, int single, int from) {
        for (int at = single - 1; at >= Math.max(0, from - BEHIND); at--) {
            if (text.charAt(at) == '\\' || Character.isSurrogate(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private boolean isLabelled(CharSequence text, int from) {
        int at = from;
        while (at > 0 && from - at < MOST_FILLERS && has(Decoding.fold(text.charAt(at - 1)), FILLER)) {
            at--;
        }
        if (at < 3) {
            return true;
        }
        char last = Decoding.fold(text.charAt(at - 1));
        if (isUnclear(last) || Stretch.isDigit(last)) {
            return true;
        }
        if (at == from && NameContext.LINKS.indexOf(last) >= 0) {
            char linked = Decoding.fold(text.charAt(at - 2));
            return has(linked, LABEL_END) || isUnclear(linked) || isLabelEnd(text, at);
        }
        return isLabelEnd(text, at);
    }

    private boolean isLabelEnd(CharSequence text, int to) {
        char last = Decoding.fold(text.charAt(to - 1));
        if (!has(last, LABEL_END)) {
            return false;
        }
        char first = Decoding.fold(text.charAt(to - 2));
        return isUnclear(first) || labels.has(first, last);
    }

    /** Whether what stands behind a name may tell that it is one. */
    private boolean isTold(CharSequence text, int at, boolean free) {
        char sign = Decoding.fold(text.charAt(at));
        char next = Decoding.fold(text.charAt(at + 1));
        if (isUnclear(sign) || isUnclear(next) || (has(sign, TITLE) && titles.has(sign, next))) {
            return true;
        }
        return free && (has(sign, PERSONAL) || (has(sign, SEPARATOR) && has(next, BEHIND_SEPARATOR)));
    }

    private boolean has(char sign, byte flag) {
        return (flags[sign] & flag) != 0;
    }

    /** Whether a character is not a sign by itself. */
    static boolean isUnclear(char sign) {
        return sign == Decoding.INVISIBLE || sign == Decoding.OTHER || Decoding.opens(sign);
    }
}
