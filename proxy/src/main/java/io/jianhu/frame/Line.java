package io.jianhu.frame;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** The line that is being read: its bytes so far, without its end. Used by one thread. */
final class Line {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int cap;
    private byte[] bytes = new byte[256];
    private int length;

    /** @param cap the greatest length in bytes */
    Line(int cap) {
        this.cap = cap;
    }

    void keep(byte next) throws MalformedEvents {
        if (length == cap) {
            throw new MalformedEvents("line longer than " + cap + " bytes");
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(cap, 2L * length));
        }
        bytes[length++] = next;
    }

    /** Whether it begins with a byte order mark. */
    boolean isMarked() {
        return length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    /** Drops the byte order mark that it begins with. */
    void unmark() {
        length -= MARK.length;
        System.arraycopy(bytes, MARK.length, bytes, 0, length);
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** The text, after which the line is empty again. */
    String take() throws MalformedEvents {
        ByteBuffer taken = ByteBuffer.wrap(bytes, 0, length);
        length = 0;
        try {
            return Utf8.text(taken);
        } catch (CharacterCodingException malformed) {
            throw new MalformedEvents("not UTF-8");
        }
    }
}
