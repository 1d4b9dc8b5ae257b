package io.jianhu.mask;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jianhu.text.Span;
import java.io.IOException;

/** JSON as text: whether it is some, where its strings are, and its escapes. */
final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Whether the text is one JSON object or array. */
    static boolean isDocument(String text) {
        String plain = text.strip();
        if (!plain.startsWith("{") && !plain.startsWith("[")) {
            return false;
        }
        try (JsonParser parser = FACTORY.createParser(plain)) {
            int depth = 0;
            boolean ended = false;
            while (parser.nextToken() != null) {
                if (ended) {
                    return false;
                }
                depth += parser.currentToken().isStructStart() ? 1 : 0;
                depth -= parser.currentToken().isStructEnd() ? 1 : 0;
                ended = depth == 0;
            }
            return ended;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** Tells, for places in order, whether they lie within a string of a document. */
    static final class Strings {

        private final String document;
        private int read;
        private boolean inside;

        Strings(String document) {
            this.document = document;
        }

        /** Whether the place lies within a string. */
        boolean hold(int place) {
            while (read < place) {
                char character = document.charAt(read);
                read++;
                if (character == '"') {
                    inside = !inside;
                } else if (character == '\\' && inside) {
                    read++;
                }
            }
            return inside;
        }
    }

    /** The number that a span outside all strings is a part of. */
    static Span scalar(String document, Span part) {
        int start = part.start();
        int end = part.end();
        while (start > 0 && isOfNumber(document.charAt(start - 1))) {
            start--;
        }
        while (end < document.length() && isOfNumber(document.charAt(end))) {
            end++;
        }
        return new Span(start, end);
    }

    /** Whether a text is a whole number as JSON writes it. */
    static boolean isNumber(String text) {
        boolean leads = text.length() > 1 && text.charAt(0) == '0';
        return !text.isEmpty() && !leads && text.chars().allMatch(sign -> sign >= '0' && sign <= '9');
    }

    private static boolean isOfNumber(char character) {
        return (character >= '0' && character <= '9') || "+-.eE".indexOf(character) >= 0;
    }

    /** What a part of a string stands for. */
    static String unescape(String part) {
        if (part.indexOf('\\') < 0) {
            return part;
        }
        StringBuilder plain = new StringBuilder(part.length());
        int i = 0;
        while (i < part.length()) {
            char character = part.charAt(i);
            i++;
            if (character != '\\' || i == part.length()) {
                plain.append(character);
                continue;
            }
            char escaped = part.charAt(i);
            i++;
            switch (escaped) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(part, i, i + 4, 16));
                    i += 4;
                }
                default -> plain.append(escaped);
            }
        }
        return plain.toString();
    }

    /** A text as it stands within a string. */
    static String escape(String plain) {
        StringBuilder escaped = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char character = plain.charAt(i);
            switch (character) {
                case '"', '\\' -> escaped.append('\\').append(character);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (character < ' ') {
                        escaped.append(String.format("\\u%04x", (int) character));
                    } else {
                        escaped.append(character);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
