package io.jianhu.assess;

/** Pieces of a page. Every text is escaped when it becomes one. */
final class Html {

    private Html() {}

    static String text(String text) {
        return io.jianhu.text.Html.escape(text);
    }

    /** Chinese first, English beside. */
    static String both(String zh, String en) {
        return text(zh) + (en.isEmpty() ? "" : " <span lang=\"en\">" + text(en) + "</span>");
    }

    /** A text of at most so many characters, escaped. */
    static String shortened(String text, int most) {
        return text(
                text.codePointCount(0, text.length()) > most
                        ? text.substring(0, text.offsetByCodePoints(0, most)) + "…"
                        : text);
    }
}
