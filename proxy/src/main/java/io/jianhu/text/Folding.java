package io.jianhu.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;

/**
 * What a code point reads as on its own: decomposed for compatibility (Unicode UAX 15, NFKD), without marks and invisible
 * characters, in lower case, in simplified characters, look-alikes of Latin letters as Latin letters.
 */
final class Folding {

    /** What {@link #single} answers for a code point that leaves nothing. */
    static final int NOTHING = -1;

    /** What {@link #single} answers for a code point that reads as more than one; see {@link #all}. */
    static final int SEVERAL = -2;

    private static final char NOTHING_CELL = 0;
    private static final char SEVERAL_CELL = 0xFFFF;

    /** Cyrillic and Greek small letters that look like the Latin ones beneath them. */
    private static final String LOOK_ALIKE = "асԁеһіјӏорԛѕухѵԝοαιν";

    private static final String LATIN = "acdehijlopqsyxvwoaiv";

    private static final char[] SIMPLIFIED = simplified();
    private static final char[] BASIC_PLANE = basicPlane();

    private Folding() {}

    /** The one code point that {@code codePoint} reads as, or {@link #NOTHING} or {@link #SEVERAL}. */
    static int single(int codePoint) {
        if (codePoint <= 0xFFFF) {
            char cell = BASIC_PLANE[codePoint];
            return cell == NOTHING_CELL ? NOTHING : cell == SEVERAL_CELL ? SEVERAL : cell;
        }
        String all = all(codePoint);
        if (all.isEmpty()) {
            return NOTHING;
        }
        return all.codePointCount(0, all.length()) == 1 ? all.codePointAt(0) : SEVERAL;
    }

    /** All that {@code codePoint} reads as; empty if it leaves nothing. At most 18 characters. */
    static String all(int codePoint) {
        if (isInert(codePoint)) {
            return Character.toString(lookUp(codePoint));
        }
        String original = Character.toString(codePoint);
        if (Normalizer.isNormalized(original, Normalizer.Form.NFKD)) {
            int plain = plain(codePoint);
            return plain == NOTHING ? "" : plain == codePoint ? original : Character.toString(plain);
        }
        StringBuilder folded = new StringBuilder();
        Normalizer.normalize(original, Normalizer.Form.NFKD)
                .codePoints()
                .map(Folding::plain)
                .filter(plain -> plain != NOTHING)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static int plain(int codePoint) {
        return switch (codePoint) {
            case '\n', '\r', 0x0B, 0x0C, 0x85, 0x2028, 0x2029 -> '\n';
            case '\t', 0x2800 -> ' ';
            // Fillers that show nothing and yet are letters.
            case 0x115F, 0x1160, 0x3164, 0x2065 -> NOTHING;
            default -> byCategory(codePoint);
        };
    }

    private static int byCategory(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.SURROGATE -> 0xFFFD;
            case Character.CONTROL, Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> NOTHING;
            case Character.UNASSIGNED -> isIgnorable(codePoint) ? NOTHING : codePoint;
            default -> lookUp(Character.toLowerCase(codePoint));
        };
    }

    /** Unassigned code points that Unicode reserves for invisible use, and the last of the plane. */
    private static boolean isIgnorable(int codePoint) {
        return (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF)
                || codePoint == 0xFFFE
                || codePoint == 0xFFFF;
    }

    /** Ideographs, Hangul syllables and private use: no form worth taking, and they are most of the plane. */
    private static boolean isInert(int codePoint) {
        return (codePoint >= 0x3400 && codePoint <= 0x4DBF)
                || (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xE000 && codePoint <= 0xF8FF)
                || (codePoint >= 0x20000 && codePoint < 0x2F800);
    }

    private static int lookUp(int codePoint) {
        if (codePoint > 0xFFFF) {
            return codePoint;
        }
        char simplified = SIMPLIFIED[codePoint];
        return simplified == 0 ? codePoint : simplified;
    }

    private static char[] simplified() {
        char[] table = new char[0x10000];
        for (int i = 0; i < LATIN.length(); i++) {
            table[LOOK_ALIKE.charAt(i)] = LATIN.charAt(i);
        }
        try (InputStream bytes = Objects.requireNonNull(
                        Folding.class.getResourceAsStream("traditional.txt"), "traditional.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                for (int i = 0; i + 1 < line.length(); i += 3) {
                    table[line.charAt(i)] = line.charAt(i + 1);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private static char[] basicPlane() {
        char[] table = new char[0x10000];
        for (int codePoint = 0; codePoint < table.length; codePoint++) {
            String all = all(codePoint);
            table[codePoint] = switch (all.length()) {
                case 0 -> NOTHING_CELL;
                case 1 -> all.charAt(0);
                default -> SEVERAL_CELL;
            };
        }
        return table;
    }
}
