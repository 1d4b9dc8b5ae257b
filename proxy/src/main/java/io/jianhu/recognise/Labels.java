package io.jianhu.recognise;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Words that tell what the value beside them is, such as 护照号 or {@code passport}. */
final class Labels {

    /** What may stand between a label and its value, beside the words in {@link #LINKS}. */
    private static final String FILLERS = " .:=-\"'“”‘’「」『』()[]{}【】<>|*`#/\n\t";

    private static final String LINKS = "号码號碼为是係叫就的,尾填写成了";

    /** With what {@code is} and {@code no} end, which link as well. */
    private static final String LINK_ENDS = "so";

    private static final int MOST_FILLERS = 10;

    private final NavigableSet<String> words;
    private final BitSet lasts = new BitSet();
    private final int shortest;
    private final int longest;

    private Labels(NavigableSet<String> words) {
        this.words = words;
        words.forEach(word -> lasts.set(word.charAt(word.length() - 1)));
        shortest = words.stream().mapToInt(String::length).min().orElse(0);
        longest = words.stream().mapToInt(String::length).max().orElse(0);
        if (longest + MOST_FILLERS > Stretch.BEHIND) {
            throw new IllegalArgumentException(
                    "label: " + longest + " signs (expected: at most " + (Stretch.BEHIND - MOST_FILLERS) + ")");
        }
    }

    /** @param words in lower case */
    static Labels of(String... words) {
        return new Labels(new TreeSet<>(Arrays.asList(words)));
    }

    /** The first two signs of every word, as they are in lower case and in upper case. */
    Pairs beginnings() {
        Pairs beginnings = new Pairs();
        for (String word : words) {
            String upper = word.toUpperCase(Locale.ROOT);
            beginnings.add(word.charAt(0), word.charAt(1));
            beginnings.add(upper.charAt(0), word.charAt(1));
            beginnings.add(upper.charAt(0), upper.charAt(1));
        }
        return beginnings;
    }

    /**
     * Whether one of the words may stand before a value, as far as the one character before it tells.
     *
     * @param single from here on up to {@code from} each character is a sign of its own
     */
    boolean mayStandBefore(Characters text, int single, int from) {
        if (from <= single) {
            return true;
        }
        char sign = Decoding.fold(text.charAt(from - 1));
        return lasts.get(Character.toLowerCase(sign))
                || FILLERS.indexOf(sign) >= 0
                || LINKS.indexOf(sign) >= 0
                || LINK_ENDS.indexOf(sign) >= 0;
    }

    /** Whether one of the words stands before a value, with at most a few marks and link words between. */
    boolean before(Stretch stretch, int from) {
        int at = from;
        int least = from - MOST_FILLERS;
        while (at > least) {
            if (endsWord(stretch, at)) {
                return true;
            }
            char sign = stretch.sign(at - 1);
            int link = linkWord(stretch, at);
            if (link < at) {
                at = link;
            } else if (FILLERS.indexOf(sign) < 0 && LINKS.indexOf(sign) < 0) {
                return false;
            } else {
                at--;
            }
        }
        return endsWord(stretch, at);
    }

    /** Where the link word begins that ends right before a sign, or {@code to} when none does. */
    private static int linkWord(Stretch stretch, int to) {
        int from = to - 2;
        boolean link = stretch.has(from, "is") || stretch.has(from, "no");
        return link && !stretch.isWord(to) && !stretch.isWord(from - 1) ? from : to;
    }

    /** Whether one of the words ends right before a sign. */
    boolean endsWord(Stretch stretch, int at) {
        if (!lasts.get(Character.toLowerCase(stretch.sign(at - 1)))) {
            return false;
        }
        for (int length = shortest; length <= longest; length++) {
            if (words.contains(stretch.text(at - length, at).toLowerCase(Locale.ROOT))
                    && !(Stretch.isLetter(stretch.sign(at - length)) && stretch.isLetter(at - length - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the words begins at a character, or may go on behind what is seen. */
    boolean mayBegin(Characters text, int from) {
        for (String word : words) {
            int at = 0;
            while (at < word.length() && isSeen(text, from + at) && folded(text, from + at) == word.charAt(at)) {
                at++;
            }
            if (at == word.length() || !isSeen(text, from + at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSeen(Characters text, int at) {
        return at < text.length() && !Triggers.isSpecial(text.charAt(at));
    }

    private static char folded(Characters text, int at) {
        return Character.toLowerCase(Decoding.fold(text.charAt(at)));
    }

    /** The sign after the longest of the words that begins here, or -1. */
    int match(Stretch stretch, int from) {
        StringBuilder read = new StringBuilder(longest);
        int end = -1;
        for (int at = from; at - from < longest && isOpen(read); at++) {
            read.append(Character.toLowerCase(stretch.sign(at)));
            end = words.contains(read.toString()) ? at + 1 : end;
        }
        return end;
    }

    private boolean isOpen(CharSequence beginning) {
        String text = beginning.toString();
        String next = words.higher(text);
        return next != null && next.startsWith(text);
    }
}
