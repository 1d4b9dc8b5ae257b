package io.jianhu.policy;

import java.util.Locale;

/**
 * A word that was not taken into a list.
 *
 * @param detail where it came from and what stands against it
 */
public record SetAside(String word, Reason reason, String detail) {

    /** What stands against a word. */
    public enum Reason {
        /** It reads like another that has another category. */
        CONFLICT,
        /** It is invisible to a reader. */
        NOTHING,
        /** It has a tab or a line break in it. */
        LINE_BREAK,
        /** It begins with {@code #}, as comments do. */
        COMMENT,
        /** It has {@code …} in it, which stands for other characters in a list. */
        GAP,
        /** It is longer than 500 characters. */
        LONG,
        /** It is one character. */
        ONE_CHARACTER,
        /** It is digits only. */
        DIGITS,
        /** It is fewer than three ASCII characters. */
        SHORT,
        /** It stands in benign texts. */
        BENIGN;

        /** As in reports: {@code line-break}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The line of a file of tab-separated values, without its end. */
    String line() {
        return escaped(word) + '\t' + reason.word() + '\t' + escaped(detail);
    }

    private static String escaped(String cell) {
        return cell.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
