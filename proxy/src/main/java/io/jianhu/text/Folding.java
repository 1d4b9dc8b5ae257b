package io.jianhu.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a code point reads as on its own: decomposed for compatibility (Unicode UAX 15, NFKD), without marks and invisible
 * characters, in lower case, in simplified characters, digits as ASCII digits, confusables of Latin letters as Latin
 * letters (UTS 39). The table is written when the project is built.
 */
final class Folding {

    /** What {@link #single} answers for a code point that leaves nothing. */
    static final int NOTHING = -1;

    /** What {@link #single} answers for a code point that reads as more than one; see {@link #all}. */
    static final int SEVERAL = -2;

    private static final char NOTHING_CELL = 0;
    private static final char OTHER_CELL = 0xFFFF;
    private static final Folding TABLE = load();

    private final char[] plane;
    private final int[] others;
    private final char[] borders;
    private final String readings;

    /** The reading of each other code point stands between two borders in {@code readings}. */
    private Folding(char[] plane, int[] others, char[] borders, String readings) {
        this.plane = plane;
        this.others = others;
        this.borders = borders;
        this.readings = readings;
    }

    /** The one code point that {@code codePoint} reads as, or {@link #NOTHING} or {@link #SEVERAL}. */
    static int single(int codePoint) {
        if (codePoint <= 0xFFFF) {
            char cell = TABLE.plane[codePoint];
            return cell == NOTHING_CELL ? NOTHING : cell == OTHER_CELL ? SEVERAL : cell;
        }
        int index = Arrays.binarySearch(TABLE.others, codePoint);
        if (index < 0) {
            return codePoint;
        }
        int length = TABLE.borders[index + 1] - TABLE.borders[index];
        if (length == 0) {
            return NOTHING;
        }
        int first = TABLE.readings.codePointAt(TABLE.borders[index]);
        return length == Character.charCount(first) ? first : SEVERAL;
    }

    /** All that {@code codePoint} reads as; empty if it leaves nothing. At most 18 characters. */
    static String all(int codePoint) {
        int single = single(codePoint);
        return switch (single) {
            case NOTHING -> "";
            case SEVERAL -> TABLE.other(Arrays.binarySearch(TABLE.others, codePoint));
            default -> Character.toString(single);
        };
    }

    private String other(int index) {
        return readings.substring(borders[index], borders[index + 1]);
    }

    private static Folding load() {
        try (InputStream in = Objects.requireNonNull(Folding.class.getResourceAsStream("folding.bin"), "folding.bin")) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
            char[] plane = characters(bytes, 0x10000);
            int[] others = new int[bytes.getInt()];
            bytes.asIntBuffer().get(others);
            bytes.position(bytes.position() + Integer.BYTES * others.length);
            char[] borders = characters(bytes, others.length + 1);
            return new Folding(plane, others, borders, new String(characters(bytes, bytes.remaining() / 2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static char[] characters(ByteBuffer bytes, int count) {
        char[] characters = new char[count];
        bytes.asCharBuffer().get(characters);
        bytes.position(bytes.position() + Character.BYTES * count);
        return characters;
    }
}
