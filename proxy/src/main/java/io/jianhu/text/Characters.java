package io.jianhu.text;

/** Kinds of folded code points. */
final class Characters {

    private Characters() {}

    /** The block that nearly all Chinese text is written with. */
    static boolean isUnified(int codePoint) {
        return codePoint >= 0x4E00 && codePoint <= 0x9FFF;
    }

    static boolean isChinese(int codePoint) {
        return isUnified(codePoint) || (codePoint > 0x3000 && Character.isIdeographic(codePoint));
    }

    /** A small letter of ASCII; folding leaves no capital. */
    static boolean isLatin(int codePoint) {
        return codePoint >= 'a' && codePoint <= 'z';
    }

    static boolean isDigit(int codePoint) {
        return codePoint >= '0' && codePoint <= '9';
    }

    /** What words other than Chinese ones are written with. */
    static boolean isWord(int codePoint) {
        return codePoint < 0x80
                ? isLatin(codePoint) || isDigit(codePoint)
                : Character.isLetterOrDigit(codePoint) && !Character.isIdeographic(codePoint);
    }

    /** A sign that is put between characters and means nothing there. */
    static boolean isSeparator(int codePoint) {
        return isQuote(codePoint) || isSpelling(codePoint);
    }

    /** A separator that also parts the letters of a word spelled out. */
    static boolean isSpelling(int codePoint) {
        return switch (codePoint) {
            case '*', '.', '-', '_', '~', '^', '+', '=', '#', '·', '•', '・', '|', '/', '\\' -> true;
            default -> false;
        };
    }

    private static boolean isQuote(int codePoint) {
        return switch (codePoint) {
            case '\'', '"', '`', '“', '”', '‘', '’', '「', '」', '『', '』' -> true;
            default -> false;
        };
    }
}
