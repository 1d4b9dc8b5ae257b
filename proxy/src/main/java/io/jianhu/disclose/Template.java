package io.jianhu.disclose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A text with variables in braces, such as {@code {robot.name}}; a brace itself is written twice. */
record Template(List<Piece> pieces) {

    Template {
        pieces = List.copyOf(pieces);
    }

    /** A stretch of a template. */
    sealed interface Piece {

        record Words(String text) implements Piece {}

        record Variable(String name) implements Piece {}
    }

    /** Takes what is wrong with a template. */
    interface Complaints {

        void add(String message);
    }

    /** The pieces of a text; a problem for each brace that does not open or close a variable. */
    static Template parse(String text, Complaints complaints) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char sign = text.charAt(at);
            if ((sign == '{' || sign == '}') && at + 1 < text.length() && text.charAt(at + 1) == sign) {
                words.append(sign);
                at += 2;
            } else if (sign == '{') {
                int close = text.indexOf('}', at);
                if (close < 0) {
                    complaints.add("'{' is not closed (expected: {variable}, or {{ for a brace)");
                    break;
                }
                pieces.add(new Piece.Words(words.toString()));
                words.setLength(0);
                pieces.add(new Piece.Variable(text.substring(at + 1, close).strip()));
                at = close + 1;
            } else if (sign == '}') {
                complaints.add("'}' closes nothing (expected: }} for a brace)");
                at++;
            } else {
                words.append(sign);
                at++;
            }
        }
        pieces.add(new Piece.Words(words.toString()));
        return new Template(pieces);
    }

    List<String> variables() {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Piece.Variable variable
                        ? java.util.stream.Stream.of(variable.name())
                        : java.util.stream.Stream.empty())
                .toList();
    }

    /** The text with its values; a variable without a value becomes nothing. */
    String fill(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Words words -> words.text();
                        case Piece.Variable variable -> values.getOrDefault(variable.name(), "");
                    });
        }
        return text.toString();
    }
}
