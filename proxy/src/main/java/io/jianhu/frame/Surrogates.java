package io.jianhu.frame;

/** Halves of surrogate pairs that stand alone. */
public final class Surrogates {

    private Surrogates() {}

    public static boolean hasLone(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                return text.codePoints().anyMatch(Surrogates::isHalf);
            }
        }
        return false;
    }

    /** The text with U+FFFD in place of each lone half, so that it can be written as UTF-8. */
    public static String mended(String text) {
        if (!hasLone(text)) {
            return text;
        }
        StringBuilder mended = new StringBuilder(text.length());
        text.codePoints().forEach(point -> mended.appendCodePoint(isHalf(point) ? 0xFFFD : point));
        return mended.toString();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
