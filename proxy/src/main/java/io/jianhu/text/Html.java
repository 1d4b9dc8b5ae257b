package io.jianhu.text;

/** Text in a page. */
public final class Html {

    private Html() {}

    /**
     * A text as it reads, whatever it holds, for a place between tags or between quotation marks. Characters that no page
     * may hold, and those that turn a text around, are replaced by U+FFFD.
     */
    public static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(sign -> {
            switch (sign) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isShown(sign) ? sign : '\uFFFD');
            }
        });
        return escaped.toString();
    }

    private static boolean isShown(int sign) {
        if (sign == '\n' || sign == '\t' || sign == '\r') {
            return true;
        }
        boolean turns = (sign >= 0x202A && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069);
        boolean noSign = Character.isISOControl(sign)
                || (sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE)
                || (sign & 0xFFFE) == 0xFFFE;
        return !turns && !noSign;
    }
}
