package io.jianhu.guard;

import io.jianhu.text.Normaliser;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an expression that RE2 accepts into its {@link Syntax}, and refuses what has no bounded width or would change
 * its meaning with the pieces in which a text arrives. Literal characters come out normalised, as the text will be.
 */
final class SyntaxReader {

    private final int[] source;
    private int at;

    private SyntaxReader(String expression) {
        source = expression.codePoints().toArray();
    }

    static Syntax read(String expression) throws Unfit {
        return new SyntaxReader(expression).choice();
    }

    private Syntax choice() throws Unfit {
        List<Syntax> ways = new ArrayList<>();
        ways.add(sequence());
        while (take('|')) {
            ways.add(sequence());
        }
        return ways.size() == 1 ? ways.getFirst() : new Syntax.Choice(ways);
    }

    private Syntax sequence() throws Unfit {
        List<Syntax> parts = new ArrayList<>();
        while (at < source.length && source[at] != '|' && source[at] != ')') {
            parts.add(repeated(one()));
        }
        checkReading(parts);
        return parts.size() == 1 ? parts.getFirst() : new Syntax.Sequence(parts);
    }

    /** Refuses literal words that no normalised text contains, such as a space beside a Chinese character. */
    private static void checkReading(List<Syntax> parts) throws Unfit {
        StringBuilder words = new StringBuilder();
        for (Syntax part : parts) {
            if (part instanceof Syntax.One one && one.isLiteral()) {
                words.appendCodePoint(one.ranges().getFirst().first());
            } else {
                checkReading(words.toString());
                words.setLength(0);
            }
        }
        checkReading(words.toString());
    }

    private static void checkReading(String words) throws Unfit {
        String reading = Normaliser.normalise(words);
        if (!reading.equals(words)) {
            throw new Unfit("\"" + words
                    + "\" is never found: it reads otherwise once separators and repeated characters are folded (expected: \""
                    + reading + "\")");
        }
    }

    private Syntax repeated(Syntax part) throws Unfit {
        int from;
        int to;
        if (take('?')) {
            from = 0;
            to = 1;
        } else if (take('*')) {
            throw new Unfit("*: of no bounded width (expected: a bound, such as {0,20})");
        } else if (take('+')) {
            throw new Unfit("+: of no bounded width (expected: a bound, such as {1,20})");
        } else {
            int begin = at;
            int[] bounds = bounds();
            if (bounds.length == 0) {
                at = begin;
                return part;
            }
            from = bounds[0];
            to = bounds[1];
        }
        return repeated(new Syntax.Repeat(part, from, to, take('?')));
    }

    /** The numbers of {@code {n}} or {@code {n,m}}, or nothing if this is no repetition but a literal brace. */
    private int[] bounds() throws Unfit {
        if (!take('{')) {
            return new int[0];
        }
        int from = number();
        if (from < 0) {
            return new int[0];
        }
        int to = from;
        if (take(',')) {
            to = number();
            if (to < 0 && take('}')) {
                throw new Unfit("{" + from + ",}: of no bounded width (expected: {" + from + "," + (from + 20) + "})");
            }
        }
        return to >= from && take('}') ? new int[] {from, to} : new int[0];
    }

    private int number() {
        int number = -1;
        while (at < source.length && source[at] >= '0' && source[at] <= '9' && number < 10_000) {
            number = Math.max(number, 0) * 10 + source[at++] - '0';
        }
        return number;
    }

    private Syntax one() throws Unfit {
        int next = source[at++];
        return switch (next) {
            case '(' -> group();
            case '[' -> new ClassReader().read();
            case '.' -> new Syntax.One(".", List.of(new Syntax.Range('\n', '\n')), true, false);
            case '^', '$' ->
                throw new Unfit(Character.toString(next) + ": a text is searched everywhere, as it arrives"
                        + " (expected: no anchor)");
            case '\\' -> escaped();
            default -> literal(next);
        };
    }

    private Syntax group() throws Unfit {
        if (take('?')) {
            if (!take(':')) {
                int begin = at;
                if ((take('P') && take('<')) || (at == begin && take('<'))) {
                    while (at < source.length && source[at] != '>') {
                        at++;
                    }
                    take('>');
                } else {
                    throw new Unfit("(?…): flags have no use, letter case is ignored anyway (expected: (?:…) or (…))");
                }
            }
        }
        Syntax inner = choice();
        take(')');
        return inner;
    }

    private Syntax escaped() throws Unfit {
        int letter = source[at];
        return switch (letter) {
            case 's' -> {
                at++;
                yield new Syntax.One("\\s", SPACE, false, false);
            }
            case 'S' -> {
                at++;
                yield new Syntax.One("\\S", SPACE, true, false);
            }
            case 'p', 'P' -> new Syntax.One(property(), List.of(), false, true);
            default -> literal(escapedCodePoint());
        };
    }

    private static final List<Syntax.Range> SPACE =
            List.of(new Syntax.Range('\t', '\n'), new Syntax.Range('\f', '\r'), new Syntax.Range(' ', ' '));

    /** {@code \pL} or {@code \p{Han}}, as written. */
    private String property() {
        int begin = at++;
        if (take('{')) {
            while (source[at++] != '}') {
                // The name of a script or category.
            }
        } else {
            at++;
        }
        return "\\" + new String(source, begin, at - begin);
    }

    /** What stands after a backslash, if it is one code point. */
    private int escapedCodePoint() throws Unfit {
        int letter = source[at++];
        return switch (letter) {
            case 'd', 'D' -> throw new Unfit("\\" + Character.toString(letter) + " (expected: [0-9] written out)");
            case 'w', 'W' ->
                throw new Unfit("\\" + Character.toString(letter) + ": no Chinese character is a word character here"
                        + " (expected: [0-9A-Za-z_] written out)");
            case 'b', 'B' ->
                throw new Unfit("\\" + Character.toString(letter) + ": there is no word boundary beside a Chinese"
                        + " character (expected: the neighbouring characters written out, such as [^0-9])");
            case 'A', 'z', 'Z' ->
                throw new Unfit("\\" + Character.toString(letter) + ": a text is searched everywhere, as it arrives"
                        + " (expected: no anchor)");
            case 'Q', 'E', 'C' ->
                throw new Unfit(
                        "\\" + Character.toString(letter) + " (expected: each character with its own backslash)");
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'a' -> 7;
            case 'v' -> 0x0B;
            case 'x' -> hexadecimal();
            default -> {
                if (letter >= '0' && letter <= '9') {
                    throw new Unfit("\\" + (char) letter + " (expected: the character itself, or \\x{…})");
                }
                yield letter;
            }
        };
    }

    private int hexadecimal() {
        boolean braced = take('{');
        int begin = at;
        while (at < source.length && Character.digit(source[at], 16) >= 0 && (braced || at < begin + 2)) {
            at++;
        }
        int codePoint = Integer.parseInt(new String(source, begin, at - begin), 16);
        if (braced) {
            take('}');
        }
        return codePoint;
    }

    private boolean take(int codePoint) {
        if (at < source.length && source[at] == codePoint) {
            at++;
            return true;
        }
        return false;
    }

    private static Syntax literal(int codePoint) {
        List<Syntax> parts = new ArrayList<>();
        Normaliser.fold(codePoint)
                .codePoints()
                .forEach(folded -> parts.add(
                        new Syntax.One(quote(folded), List.of(new Syntax.Range(folded, folded)), false, false)));
        return parts.size() == 1 ? parts.getFirst() : new Syntax.Sequence(parts);
    }

    private static String quote(int codePoint) {
        return codePoint < 0x80 && !Character.isLetterOrDigit(codePoint)
                ? "\\x{" + Integer.toHexString(codePoint) + "}"
                : Character.toString(codePoint);
    }

    /** Reads what stands between brackets. */
    private final class ClassReader {

        private final StringBuilder written = new StringBuilder("[");
        private final List<Syntax.Range> ranges = new ArrayList<>();
        private boolean loose;

        Syntax read() throws Unfit {
            boolean negated = take('^');
            if (negated) {
                written.append('^');
            }
            boolean first = true;
            while (first || source[at] != ']') {
                first = false;
                item();
            }
            at++;
            return new Syntax.One(written.append(']').toString(), ranges, negated, loose);
        }

        private void item() throws Unfit {
            if (source[at] == '[' && source[at + 1] == ':') {
                int begin = at;
                while (source[at++] != ']') {
                    // The name of a class, such as [:alpha:].
                }
                whole(new String(source, begin, at - begin));
                return;
            }
            if (source[at] == '\\' && "pP".indexOf(source[at + 1]) >= 0) {
                at++;
                whole(property());
                return;
            }
            if (source[at] == '\\' && "sS".indexOf(source[at + 1]) >= 0) {
                at += 2;
                whole("\\" + Character.toString(source[at - 1]));
                return;
            }
            int from = codePoint();
            if (source[at] == '-' && source[at + 1] != ']') {
                at++;
                range(from, codePoint());
            } else {
                range(from, from);
            }
        }

        private int codePoint() throws Unfit {
            int next = source[at++];
            return next == '\\' ? escapedCodePoint() : next;
        }

        private void whole(String item) {
            written.append(item);
            loose = true;
        }

        private void range(int from, int to) {
            int first = folded(from);
            int last = folded(to);
            boolean sameLength = last - first == to - from;
            add(sameLength ? first : from, sameLength ? last : to);
        }

        private void add(int first, int last) {
            written.append(quote(first));
            if (last > first) {
                written.append('-').append(quote(last));
                // Letters beyond ASCII have other cases than their neighbours.
                loose |= last > 0x7F && !(Character.isIdeographic(first) && Character.isIdeographic(last));
            }
            ranges.add(new Syntax.Range(first, last));
        }

        private int folded(int codePoint) {
            String folded = Normaliser.fold(codePoint);
            return folded.codePointCount(0, folded.length()) == 1 ? folded.codePointAt(0) : codePoint;
        }
    }
}
