package io.jianhu.loadtest.talk;

import java.nio.charset.StandardCharsets;

/** Finds bytes in bytes. */
public final class Scan {

    /** That there is none. */
    public static final int NONE = -1;

    private Scan() {}

    /** A text as it is sent. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where {@code needle}, which is not empty, begins within a range of {@code bytes}, or {@link #NONE}. */
    public static int find(byte[] bytes, int from, int to, byte[] needle) {
        byte first = needle[0];
        for (int at = from; at <= to - needle.length; at++) {
            if (bytes[at] == first && matches(bytes, at, needle)) {
                return at;
            }
        }
        return NONE;
    }

    private static boolean matches(byte[] bytes, int at, byte[] needle) {
        for (int i = 1; i < needle.length; i++) {
            if (bytes[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
