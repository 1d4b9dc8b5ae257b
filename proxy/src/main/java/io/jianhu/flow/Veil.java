package io.jianhu.flow;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows a text from the front, with a mark in place of each span that is hidden. JSON stays JSON: a number that is hidden
 * in whole or in part becomes a string, and waits until all of it is read. Used by one thread, once.
 */
final class Veil {

    private static final String OF_NUMBERS = "+-.eE";

    private final String mark;
    private final boolean json;
    private final List<Span> hiding = new ArrayList<>();
    private int released;
    private boolean begun;
    private boolean quoted;
    private boolean escaped;

    private Veil(String mark, boolean json) {
        this.mark = mark;
        this.json = json;
    }

    /** @param json whether the text is JSON */
    static Veil of(String mark, boolean json) {
        return new Veil(json ? new String(JsonStringEncoder.getInstance().quoteAsString(mark)) : mark, json);
    }

    void hide(Span span) {
        hiding.add(span);
    }

    /** How many characters of the text have been shown or hidden. */
    int released() {
        return released;
    }

    /**
     * The text from where the last release ended, up to a boundary or to what crosses it.
     *
     * @param ended whether the text ends at the boundary
     */
    String release(CharSequence text, int boundary, boolean ended) {
        hiding.sort(null);
        int end = uncrossed(boundary);
        for (int before = -1; json && !ended && before != end; ) {
            before = end;
            end = uncrossed(beforeNumber(text, end));
        }
        StringBuilder shown = new StringBuilder();
        while (!hiding.isEmpty() && hiding.getFirst().start() < end) {
            Span span = hiding.removeFirst();
            int hidden = span.end();
            while (!hiding.isEmpty() && hiding.getFirst().start() < hidden) {
                hidden = Math.max(hidden, hiding.removeFirst().end());
            }
            show(text, span.start(), shown);
            hide(text, hidden, shown);
        }
        show(text, end, shown);
        return shown.toString();
    }

    /** The greatest offset up to a boundary that no hidden span crosses. */
    private int uncrossed(int boundary) {
        int end = boundary;
        for (int at = hiding.size() - 1; at >= 0; at--) {
            Span span = hiding.get(at);
            end = span.start() < end && span.end() > end ? span.start() : end;
        }
        return end;
    }

    /** Where a number begins that may go on at an offset; else the offset. */
    private int beforeNumber(CharSequence text, int offset) {
        int start = offset;
        while (start > released && isOfNumber(text.charAt(start - 1))) {
            start--;
        }
        Veil ahead = new Veil(mark, true);
        ahead.begun = begun;
        ahead.quoted = quoted;
        ahead.escaped = escaped;
        for (int at = released; at < start; at++) {
            ahead.follow(text.charAt(at));
        }
        return ahead.isBare() ? start : offset;
    }

    /** Hides the text up to an end; of JSON only strings and numbers, each by itself. */
    private void hide(CharSequence text, int end, StringBuilder shown) {
        while (released < end) {
            if (!isBare()) {
                int start = released;
                skip(text, end);
                shown.append(released > start ? mark : "");
            } else if (isOfNumber(text.charAt(released))) {
                hideNumber(text, shown);
            }
            if (released < end) {
                show(text, released + 1, shown);
            }
        }
    }

    /** Passes text by, up to an end or to where JSON begins or its string ends. */
    private void skip(CharSequence text, int end) {
        while (released < end && !(json && isSign(text.charAt(released)))) {
            follow(text.charAt(released));
            released++;
        }
    }

    /** Hides the number that goes on here; leaves the end of a word such as {@code true}. */
    private void hideNumber(CharSequence text, StringBuilder shown) {
        int start = shown.length();
        while (start > 0 && isOfNumber(shown.charAt(start - 1))) {
            start--;
        }
        int end = released;
        while (end < text.length() && isOfNumber(text.charAt(end))) {
            end++;
        }
        String number = shown.substring(start) + text.subSequence(released, end);
        if (number.chars().anyMatch(Character::isDigit)) {
            shown.setLength(start);
            shown.append('"').append(mark).append('"');
            released = end;
        }
    }

    private void show(CharSequence text, int end, StringBuilder shown) {
        for (; released < end; released++) {
            char character = text.charAt(released);
            shown.append(character);
            follow(character);
        }
    }

    private void follow(char character) {
        begun |= opens(character);
        if (escaped) {
            escaped = false;
        } else if (character == '"' && begun) {
            quoted = !quoted;
        } else {
            escaped = character == '\\' && quoted;
        }
    }

    /** Whether the next character stands in JSON, outside of all strings. */
    private boolean isBare() {
        return json && begun && !quoted;
    }

    /** Whether a character belongs to JSON itself where it stands. */
    private boolean isSign(char character) {
        return begun ? !quoted || (character == '"' && !escaped) : opens(character);
    }

    private static boolean opens(char character) {
        return character == '{' || character == '[';
    }

    private static boolean isOfNumber(char character) {
        return (character >= '0' && character <= '9') || OF_NUMBERS.indexOf(character) >= 0;
    }
}
