package io.jianhu.text;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/**
 * What a code point reads as on its own: decomposed for compatibility (Unicode UAX 15, NFKD), without marks and invisible
 * characters, in lower case, in simplified characters, digits as ASCII digits, look-alikes of Latin letters as Latin
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
    private final String[] readings;

    private Folding(char[] plane, int[] others, String[] readings) {
        this.plane = plane;
        this.others = others;
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
        String reading = TABLE.readings[index];
        if (reading.isEmpty()) {
            return NOTHING;
        }
        int first = reading.codePointAt(0);
        return reading.length() == Character.charCount(first) ? first : SEVERAL;
    }

    /** All that {@code codePoint} reads as; empty if it leaves nothing. At most 18 characters. */
    static String all(int codePoint) {
        int single = single(codePoint);
        return switch (single) {
            case NOTHING -> "";
            case SEVERAL -> TABLE.readings[Arrays.binarySearch(TABLE.others, codePoint)];
            default -> Character.toString(single);
        };
    }

    private static Folding load() {
        try (InputStream bytes =
                        Objects.requireNonNull(Folding.class.getResourceAsStream("folding.bin"), "folding.bin");
                DataInputStream in = new DataInputStream(new BufferedInputStream(bytes))) {
            char[] plane = new char[0x10000];
            ByteBuffer.wrap(in.readNBytes(2 * plane.length)).asCharBuffer().get(plane);
            int[] others = new int[in.readInt()];
            String[] readings = new String[others.length];
            for (int i = 0; i < others.length; i++) {
                others[i] = in.readInt();
                readings[i] = in.readUTF();
            }
            return new Folding(plane, others, readings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
