package io.jianhu;

import io.jianhu.policy.FalsePositives;
import io.jianhu.text.Span;

/** A match with the words around it, for people who look at their own texts on a terminal. */
final class Excerpts {
    private static final int AROUND = 12;

    private Excerpts() {}

    static String around(FalsePositives.Hit hit) {
        return around(hit.line().text(), hit.finding().span());
    }

    /** The match between brackets, on one line. */
    static String around(String text, Span span) {
        int from = Math.max(0, span.start() - AROUND);
        int to = Math.min(text.length(), span.end() + AROUND);
        String shown = (from > 0 ? "…" : "") + text.substring(from, span.start()) + "【"
                + text.substring(span.start(), span.end()) + "】" + text.substring(span.end(), to)
                + (to < text.length() ? "…" : "");
        return shown.replaceAll("\\s+", " ");
    }
}
