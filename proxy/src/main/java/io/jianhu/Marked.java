package io.jianhu;

import io.jianhu.text.Span;
import java.util.stream.Stream;

/** The line of a text in which a span begins, and a line that points at the span; a Chinese character is two columns wide. */
record Marked(String line, String marks) {
    private static final int MOST = 60;

    static Marked of(String text, Span span) {
        int from = Math.max(text.lastIndexOf('\n', Math.max(0, span.start() - 1)) + 1, span.start() - MOST / 2);
        int end = text.indexOf('\n', span.start());
        int to = Math.min(end < 0 ? text.length() : end, Math.max(span.end(), from + MOST));
        int last = Math.min(span.end(), to);
        String before = from > 0 && text.charAt(from - 1) != '\n' ? "…" : "";
        return new Marked(
                before + text.substring(from, to) + (to < text.length() && to != end ? "…" : ""),
                " ".repeat(before.length() + width(text, from, span.start()))
                        + "^".repeat(Math.max(1, width(text, span.start(), last))));
    }

    Stream<String> lines() {
        return Stream.of(line, marks);
    }

    /** How many columns of a terminal some text takes. */
    static int width(String text) {
        return width(text, 0, text.length());
    }

    private static int width(String text, int from, int to) {
        return text.substring(from, to).codePoints().map(Marked::columns).sum();
    }

    private static int columns(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        return Character.isIdeographic(codePoint)
                || (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                || (codePoint >= 0xFFE0 && codePoint <= 0xFFE6)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
    }
}
