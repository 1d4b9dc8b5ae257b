package io.jianhu.mask;

import java.util.List;

/**
 * How a placeholder is written: {@code 〔手机号·k3f9b2〕}. Models change brackets, drop the dot or the whole frame, translate
 * the kind and put spaces into the code; so a code is read without its frame too, and gaps in it do not matter. A code is
 * given once in an exchange and names its value alone.
 */
final class Form {

    static final int CODE_LENGTH = 6;
    /** Where codes are read. */
    static final String CODE_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";

    /** Where they are written: none is a syllable by itself. */
    private static final String CODE_LETTERS = "bcdfghjkpqrstwxyz";

    private static final String CODE_DIGITS = "23456789";
    private static final String CLOSING = "〕]】)）］〗〉》」』>＞}｝";
    private static final String SPACES = " \n\u00a0\u3000";
    /** What may stand between kind and code, one of each at most. */
    private static final List<String> BETWEEN = List.of("*", SPACES, "·・•‧∙⋅.。:：-—–_/|#", SPACES, "*");

    /** What a model puts into a code: spaces, emphasis, dashes, signs without width. */
    private static final String GAPS = " -_*`\n\u00a0\u200b\u2060";

    private static final int MOST_GAPS = 2;

    private Form() {}

    /**
     * A code of a hash. Letters and digits take turns, so that no rule about words, syllables or numbers reads anything
     * into it, whatever the hash.
     */
    static String code(byte[] hash) {
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            String signs = i % 2 == 0 ? CODE_LETTERS : CODE_DIGITS;
            code.append(signs.charAt(Byte.toUnsignedInt(hash[i]) % signs.length()));
        }
        return code.toString();
    }

    static String write(String label, String code) {
        return "〔" + label + "·" + code + "〕";
    }

    /** What stands in place of a value that is not to be shown; no placeholder. */
    static String mark(String label) {
        return "[" + label + "]";
    }

    static boolean opens(char character) {
        return switch (character) {
            case '〔', '[', '【', '(', '（', '［', '〖', '〈', '《', '「', '『', '<', '＜', '{', '｛' -> true;
            default -> false;
        };
    }

    /** What may be known of a placeholder. */
    interface Known {
        /** Whether there is none, now and later. */
        default boolean isEmpty() {
            return false;
        }

        /** Whether some placeholder's label begins so. */
        boolean label(String beginning);

        /** Whether a placeholder of exactly this label has a code that begins so. */
        boolean code(String label, String beginning);

        /** Whether something that stands for a value without a frame begins with this sign, in either case. */
        default boolean begins(char sign) {
            return false;
        }

        /** Whether something that stands for a value without a frame begins so, in lower case. */
        default boolean bare(String beginning) {
            return false;
        }

        /** Whether this stands for a value without a frame. */
        default boolean isWhole(String bare) {
            return false;
        }
    }

    /** How far a text is a placeholder. */
    sealed interface Match {
        /** It is none. */
        record None() implements Match {}

        /** It may become one. */
        record Prefix() implements Match {}

        /**
         * It is one.
         *
         * @param label of its frame, empty when it has none
         * @param length how many characters belong to it
         */
        record Whole(String label, String code, int length) implements Match {}
    }

    static final Match NONE = new Match.None();
    static final Match PREFIX = new Match.Prefix();

    /** Compares a text that begins at a bracket. */
    static Match match(CharSequence text, Known known) {
        if (text.isEmpty() || !opens(text.charAt(0))) {
            return NONE;
        }
        int at = 1;
        while (at < text.length() && known.label(text.subSequence(1, at + 1).toString())) {
            at++;
        }
        String label = text.subSequence(1, at).toString();
        if (at == text.length()) {
            return PREFIX;
        }
        if (!known.code(label, "")) {
            return NONE;
        }
        for (String mark : BETWEEN) {
            at += at < text.length() && mark.indexOf(text.charAt(at)) >= 0 ? 1 : 0;
        }
        StringBuilder code = new StringBuilder(CODE_LENGTH);
        for (; at < text.length() && code.length() < CODE_LENGTH; at++) {
            char sign = text.charAt(at);
            if (!(isGap(sign) && !code.isEmpty())) {
                code.append(plain(sign));
            }
        }
        if (!known.code(label, code.toString())) {
            return NONE;
        }
        if (at == text.length()) {
            return PREFIX;
        }
        boolean closed = at + 1 == text.length() && CLOSING.indexOf(text.charAt(at)) >= 0;
        return closed ? new Match.Whole(label, code.toString(), at + 1) : NONE;
    }

    /**
     * Compares a text that may stand for a value without a frame; it ends where a sign follows that is neither letter nor
     * digit.
     *
     * @param ended whether nothing follows the text
     */
    static Match bare(CharSequence text, Known known, boolean ended) {
        StringBuilder bare = new StringBuilder(CODE_LENGTH);
        int length = 0;
        for (int at = 0; at < text.length() && at - length <= MOST_GAPS; at++) {
            char sign = text.charAt(at);
            bare.append(plain(sign));
            if (known.bare(bare.toString())) {
                length = at + 1;
                continue;
            }
            bare.setLength(bare.length() - 1);
            if (bare.isEmpty() || isWord(sign)) {
                return NONE;
            }
            if (known.isWhole(bare.toString())) {
                return new Match.Whole("", bare.toString(), length);
            }
            if (!isGap(sign)) {
                return NONE;
            }
        }
        if (bare.isEmpty() || text.length() - length > MOST_GAPS) {
            return NONE;
        }
        boolean whole = ended && known.isWhole(bare.toString());
        return whole ? new Match.Whole("", bare.toString(), length) : PREFIX;
    }

    /** Whether a sign belongs to a word of Latin letters and digits. */
    static boolean isWord(char sign) {
        return sign < 0x80 && Character.isLetterOrDigit(sign);
    }

    /** A sign in lower case and half width. */
    static char plain(char sign) {
        return Character.toLowerCase(sign >= 0xFF01 && sign <= 0xFF5E ? (char) (sign - 0xFEE0) : sign);
    }

    private static boolean isGap(char sign) {
        return GAPS.indexOf(sign) >= 0;
    }
}
