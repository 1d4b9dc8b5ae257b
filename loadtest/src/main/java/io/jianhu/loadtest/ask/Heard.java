package io.jianhu.loadtest.ask;

import io.jianhu.loadtest.talk.Scan;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * What the citizen reads of one answer, taken from its bytes as they come: the first content of each event of a stream, or
 * of a whole document. Kept as it stands in the JSON, with its escapes.
 */
public final class Heard {

    private static final byte[] CONTENT = Scan.utf8("\"content\":\"");
    private static final byte[] FAILURE = Scan.utf8("\"upstream-");
    private static final byte[] DONE = Scan.utf8("data: [DONE]");
    private static final byte[] DATA = Scan.utf8("data: {");

    private final boolean stream;
    private byte[] pending = new byte[2048];
    private int length;
    private byte[] text = new byte[2048];
    private int heard;
    private int ends;
    private boolean failure;

    /** @param stream whether the answer comes as events */
    public Heard(boolean stream) {
        this.stream = stream;
    }

    /** Takes more bytes of the answer, up to their writer index. */
    public void read(ByteBuf bytes) {
        int more = bytes.readableBytes();
        if (length + more > pending.length) {
            pending = Arrays.copyOf(pending, 2 * (length + more));
        }
        bytes.readBytes(pending, length, more);
        length += more;
        if (stream) {
            lines();
        }
    }

    /** Whether the answer ended as one should, once. */
    public boolean end() {
        if (stream) {
            return ends == 1 && length == 0;
        }
        content(0, length);
        return length > 0 && pending[length - 1] == '}';
    }

    /** Whether the end of a stream said that the model had failed. */
    boolean toldOfFailure() {
        return failure;
    }

    private void lines() {
        int start = 0;
        for (int at = 0; at < length; at++) {
            if (pending[at] == '\n') {
                line(start, at);
                start = at + 1;
            }
        }
        System.arraycopy(pending, start, pending, 0, length - start);
        length -= start;
    }

    private void line(int from, int to) {
        if (begins(from, to, DATA)) {
            content(from, to);
        } else if (begins(from, to, DONE)) {
            ends++;
        }
    }

    private boolean begins(int from, int to, byte[] needle) {
        return Scan.find(pending, from, Math.min(to, from + needle.length), needle) == from;
    }

    private void content(int from, int to) {
        int at = Scan.find(pending, from, to, CONTENT);
        if (at == Scan.NONE) {
            failure |= Scan.find(pending, from, to, FAILURE) != Scan.NONE;
            return;
        }
        int start = at + CONTENT.length;
        int end = start;
        while (end < to && pending[end] != '"') {
            end += pending[end] == '\\' ? 2 : 1;
        }
        int more = Math.min(end, to) - start;
        if (heard + more > text.length) {
            text = Arrays.copyOf(text, 2 * (heard + more));
        }
        System.arraycopy(pending, start, text, heard, more);
        heard += more;
    }

    /** How many bytes of text were heard. */
    int size() {
        return heard;
    }

    /** All the text heard so far, in UTF-8. */
    public byte[] text() {
        return Arrays.copyOf(text, heard);
    }

    /** Whether all the text heard is these, one after the other. */
    boolean is(byte[] before, byte[] answer, byte[] after) {
        int middle = before.length;
        int last = middle + answer.length;
        return heard == last + after.length
                && Arrays.equals(text, 0, middle, before, 0, middle)
                && Arrays.equals(text, middle, last, answer, 0, answer.length)
                && Arrays.equals(text, last, heard, after, 0, after.length);
    }
}
