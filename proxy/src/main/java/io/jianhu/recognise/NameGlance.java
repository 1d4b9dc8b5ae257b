package io.jianhu.recognise;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A quick look at characters that tells most words that look like names apart from names, before the text is read as
 * signs. It rules out only what {@link PersonName} would, and nothing of which it does not see enough.
 */
final class NameGlance {

    private static final int AHEAD = 5;
    private static final int MOST_FILLERS = 6;

    /** The fillers, two signs of a label, and the longest escape. */
    private static final int BEHIND = MOST_FILLERS + 2 + 6;

    private static final short TITLE = 1;
    private static final short PERSONAL = 2;
    private static final short BEHIND_SEPARATOR = 4;
    private static final short SEPARATOR = 8;
    private static final short FILLER = 16;
    private static final short LABEL_END = 32;
    private static final short LINK = 64;
    private static final short DIGIT = 128;
    private static final short JOINING = 256;
    private static final short FREE = 512;
    private static final short UNCLEAR = 1024;

    /** What tells, or may belong to a label, when it stands before a name. */
    private static final int BEFORE = FILLER | LABEL_END | LINK | DIGIT | JOINING | UNCLEAR;

    private final NameSigns signs = NameSigns.get();

    /** By character as it comes. */
    private final short[] flags;

    private final Pairs words = Pairs.first(
            signs.list("word").stream().filter(word -> word.length() == 2).toList());
    private final Pairs labels;
    private final String befores;
    private final Pairs titles = Pairs.first(signs.list("title"));

    NameGlance() {
        short[] bySign = new short[1 << 16];
        List<String> before = new ArrayList<>(signs.list("label"));
        before.addAll(signs.list("naming"));
        before.addAll(signs.list("before"));
        labels = Pairs.last(before);
        List<String> behind = new ArrayList<>(signs.list("possession"));
        behind.addAll(signs.list("doing"));
        flag(bySign, lasts(before), LABEL_END);
        flag(bySign, firsts(behind), PERSONAL | BEHIND_SEPARATOR);
        flag(bySign, firsts(signs.list("title")), TITLE);
        flag(bySign, "的" + PersonName.JOINING + PersonName.ACTING + Recogniser.DIGITS, PERSONAL);
        flag(bySign, "男女" + Recogniser.DIGITS + NameContext.SEPARATORS, BEHIND_SEPARATOR);
        flag(bySign, NameContext.SEPARATORS, SEPARATOR);
        flag(bySign, NameContext.FILLERS, FILLER);
        flag(bySign, NameContext.LINKS, LINK);
        flag(bySign, NameContext.BEFORE_NAMES, FREE);
        flag(bySign, PersonName.JOINING, JOINING);
        flag(bySign, Recogniser.DIGITS, DIGIT);
        flags = byCharacter(bySign);
        befores = NameContext.FILLERS + NameContext.LINKS + lasts(before) + Recogniser.LETTERS + Recogniser.DIGITS;
    }

    private static void flag(short[] bySign, String signs, int flag) {
        signs.chars().forEach(sign -> bySign[sign] |= (short) flag);
    }

    private static short[] byCharacter(short[] bySign) {
        short[] flags = new short[bySign.length];
        for (int character = 0; character < flags.length; character++) {
            char sign = Decoding.fold((char) character);
            int flag = isUnclear((char) character) || isUnclear(sign) ? UNCLEAR : bySign[sign];
            flags[character] = (short) (Stretch.isChinese(sign) ? flag : flag | FREE);
        }
        return flags;
    }

    private static String firsts(List<String> words) {
        return words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining());
    }

    private static String lasts(List<String> words) {
        return words.stream().map(word -> word.substring(word.length() - 1)).collect(Collectors.joining());
    }

    /**
     * Signs of which one stands before every name with an unusual given name, the last of an escape too.
     */
    String befores() {
        return befores;
    }

    /** As {@link Recogniser#mayBegin} says. */
    boolean mayBegin(Characters text, int single, int from) {
        if (from + 1 >= text.length()) {
            return true;
        }
        char second = Decoding.fold(text.charAt(from + 1));
        if (isUnclear(second)) {
            return true;
        }
        if (!signs.is(second, NameSigns.GIVEN | NameSigns.GIVEN_WORD | NameSigns.COMPOUND_SECOND) && second != ' ') {
            return Stretch.isChinese(second) && isLabelled(text, single, from);
        }
        return from == 0
                || from + AHEAD >= text.length()
                || signs.is(second, NameSigns.COMPOUND_SECOND)
                || (mayTell(text, single, from) && mayBegin(text, single, from, second));
    }

    /** A look at flags alone, without a branch for each. */
    private boolean mayTell(Characters text, int single, int from) {
        int before = flags[text.charAt(from - 1)];
        int third = flags[text.charAt(from + 2)];
        int fourth = flags[text.charAt(from + 3)];
        int fifth = flags[text.charAt(from + 4)];
        int told = ((third | fourth) & TITLE) | ((third | fourth | fifth) & UNCLEAR);
        int free = (before & FREE) == 0 ? 0 : (third | fourth) & (PERSONAL | SEPARATOR);
        return ((before & BEFORE) | told | free) != 0 || from < Openings.UNSEEN || from - single < BEHIND;
    }

    private boolean mayBegin(Characters text, int single, int from, char second) {
        if (isLabelled(text, single, from)) {
            return true;
        }
        if (second == ' ' || words.has(text.charAt(from), second)) {
            return false;
        }
        boolean free = has(text, from - 1, FREE);
        return isTold(text, from + 2, free) || isTold(text, from + 3, free) || has(text, from - 1, JOINING);
    }

    /** Whether characters before one are not signs by themselves, as those of an escape or of a pair of surrogates. */
    private static boolean isBehindEscape(Characters text, int single, int from) {
        for (int at = single - 1; at >= Math.max(0, from - BEHIND); at--) {
            if (text.charAt(at) == '\\' || Character.isSurrogate(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    /** Whether what stands before a name may be a label, or is not seen. */
    private boolean isLabelled(Characters text, int single, int from) {
        if (from == 0 || has(text, from - 1, UNCLEAR) || isBehindEscape(text, single, from)) {
            return true;
        }
        int at = from;
        while (at > 0 && from - at < MOST_FILLERS && has(text, at - 1, FILLER)) {
            at--;
        }
        if (at < Openings.UNSEEN || has(text, at - 1, UNCLEAR | DIGIT)) {
            return true;
        }
        boolean linked = at == from && has(text, at - 1, LINK) && has(text, at - 2, LABEL_END | UNCLEAR);
        return linked || isLabelEnd(text, at);
    }

    private boolean isLabelEnd(Characters text, int to) {
        return has(text, to - 1, LABEL_END)
                && (has(text, to - 2, UNCLEAR)
                        || labels.has(Decoding.fold(text.charAt(to - 2)), Decoding.fold(text.charAt(to - 1))));
    }

    /** Whether what stands behind a name may tell that it is one. */
    private boolean isTold(Characters text, int at, boolean free) {
        boolean title =
                has(text, at, TITLE) && titles.has(Decoding.fold(text.charAt(at)), Decoding.fold(text.charAt(at + 1)));
        return title
                || has(text, at, UNCLEAR)
                || has(text, at + 1, UNCLEAR)
                || (free
                        && (has(text, at, PERSONAL)
                                || (has(text, at, SEPARATOR) && has(text, at + 1, BEHIND_SEPARATOR))));
    }

    private boolean has(Characters text, int at, int any) {
        return (flags[text.charAt(at)] & any) != 0;
    }

    /** Whether a character is not a sign by itself. */
    static boolean isUnclear(char sign) {
        return sign == Decoding.INVISIBLE || sign == Decoding.OTHER || Decoding.opens(sign);
    }
}
