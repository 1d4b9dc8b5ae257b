package io.jianhu.mask;

import java.util.function.BinaryOperator;

/**
 * Puts values back in place of their placeholders, in the text of one channel, which may come in any pieces: the whole
 * output does not depend on the pieces. Holds back only what may be the beginning of a known placeholder, or of a JSON
 * escape in arguments. Used by one thread, once.
 */
public final class Restorer {

    private static final int ESCAPE_LENGTH = 6;

    private final Form.Known known;
    private final BinaryOperator<String> values;
    private final boolean json;
    /** The characters held back, as they came. */
    private final StringBuilder raw = new StringBuilder();
    /** The same, read: one for each piece of {@link #raw}. */
    private final StringBuilder read = new StringBuilder();

    /** How many characters each piece has. */
    private final StringBuilder widths = new StringBuilder();
    /** The character shown last. */
    private char before = '\n';
    /** Whether a JSON document has begun, and whether its text so far ends within a string. */
    private boolean begun;

    private boolean quoted;
    /** A JSON escape that is not yet whole. */
    private final StringBuilder escape = new StringBuilder(ESCAPE_LENGTH);

    /**
     * A restorer.
     *
     * @param values what stands in place of a label and a code
     * @param json whether the text is JSON, whose escapes are read and written
     */
    Restorer(Form.Known known, BinaryOperator<String> values, boolean json) {
        this.known = known;
        this.values = values;
        this.json = json;
    }

    /**
     * Takes the next text.
     *
     * @return what may be shown now, possibly empty
     */
    public String push(String text) {
        if (known.isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int next = json || !read.isEmpty() ? at : plain(text, at);
            shown.append(text, at, next);
            if (next < text.length()) {
                take(text.charAt(next), shown);
                next++;
            }
            at = next;
        }
        return shown.toString();
    }

    /** Ends the text. Returns what was held back. */
    public String end() {
        StringBuilder shown = new StringBuilder();
        closeEscape(shown);
        settle(shown, true);
        shown.append(raw);
        raw.setLength(0);
        read.setLength(0);
        widths.setLength(0);
        return shown.toString();
    }

    /** Whether nothing is held back. */
    public boolean isEmpty() {
        return raw.isEmpty() && escape.isEmpty();
    }

    /** The first character from an index on with which something may begin; what is before can be shown. */
    private int plain(String text, int from) {
        int at = from;
        while (at < text.length() && !begins(text.charAt(at))) {
            before = text.charAt(at);
            at++;
        }
        return at;
    }

    private void take(char character, StringBuilder shown) {
        if (!json || (escape.isEmpty() && character != '\\')) {
            piece(String.valueOf(character), character, shown);
            return;
        }
        boolean fits = escape.length() < 2 || Character.digit(character, 16) >= 0;
        if (!fits) {
            closeEscape(shown);
            take(character, shown);
            return;
        }
        escape.append(character);
        if (escape.length() == ESCAPE_LENGTH || (escape.length() == 2 && character != 'u')) {
            closeEscape(shown);
        }
    }

    private void closeEscape(StringBuilder shown) {
        if (escape.isEmpty()) {
            return;
        }
        String whole = escape.toString();
        escape.setLength(0);
        char meant = whole.length() == ESCAPE_LENGTH ? (char) Integer.parseInt(whole, 2, ESCAPE_LENGTH, 16) : '\0';
        piece(whole, meant, shown);
    }

    private void piece(String written, char meant, StringBuilder shown) {
        if (read.isEmpty() && !begins(meant)) {
            shown.append(written);
            pass(meant, written.length());
            return;
        }
        raw.append(written);
        read.append(meant);
        widths.append((char) written.length());
        settle(shown, false);
    }

    private boolean begins(char sign) {
        boolean within = Form.isWord(before) && !(Character.isDigit(sign) && Character.isLetter(before));
        return Form.opens(sign) || (known.begins(Form.plain(sign)) && !within);
    }

    private void settle(StringBuilder shown, boolean ended) {
        while (!read.isEmpty()) {
            Form.Match match = Form.opens(read.charAt(0)) ? Form.match(read, known) : Form.bare(read, known, ended);
            switch (match) {
                case Form.Match.None none -> {
                    do {
                        showFirst(shown);
                    } while (!read.isEmpty() && !begins(read.charAt(0)));
                }
                case Form.Match.Prefix prefix -> {
                    if (!ended) {
                        return;
                    }
                    showFirst(shown);
                }
                case Form.Match.Whole whole -> {
                    shown.append(written(values.apply(whole.label(), whole.code())));
                    before = read.charAt(whole.length() - 1);
                    drop(whole.length());
                }
            }
        }
    }

    private void pass(char meant, int width) {
        before = meant;
        if (width == 1) {
            begun |= meant == '{' || meant == '[';
            quoted ^= meant == '"' && begun;
        }
    }

    /** A value as it is written where it is put back: in JSON, what no string holds becomes one, unless it is a number. */
    private String written(String value) {
        if (!json) {
            return value;
        }
        boolean bare = begun && !quoted && !JsonText.isNumber(value);
        return bare ? '"' + JsonText.escape(value) + '"' : JsonText.escape(value);
    }

    private void drop(int count) {
        int width = 0;
        for (int i = 0; i < count; i++) {
            width += widths.charAt(i);
        }
        raw.delete(0, width);
        read.delete(0, count);
        widths.delete(0, count);
    }

    private void showFirst(StringBuilder shown) {
        int width = widths.charAt(0);
        shown.append(raw, 0, width);
        pass(read.charAt(0), width);
        drop(1);
    }
}
