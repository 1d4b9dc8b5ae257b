package io.jianhu.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes JSON as UTF-8 without white space, into an array that grows with it: one is written for every event of every
 * stream, and a general generator's buffers are larger than most events. Used by one thread, once.
 */
final class JsonBytes {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_PLAIN = 0x20;
    /** The most bytes that a character of a string takes where it is not escaped. */
    private static final int WIDEST = 3;

    /** U+FFFD. */
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private byte[] bytes = new byte[512];
    private int length;

    static byte[] of(Json value) {
        JsonBytes written = new JsonBytes();
        written.value(value);
        return Arrays.copyOf(written.bytes, written.length);
    }

    private void value(Json value) {
        switch (value) {
            case Json.Members members -> members(members);
            case Json.Items items -> items(items.list());
            case Json.Text text -> string(text.value());
            case Json.Literal literal -> put(literal.text().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void members(Json.Members members) {
        put('{');
        int begun = length;
        members.map().forEach((key, value) -> {
            if (length > begun) {
                put(',');
            }
            string(key);
            put(':');
            value(value);
        });
        put('}');
    }

    private void items(List<Json> items) {
        put('[');
        for (int at = 0; at < items.size(); at++) {
            if (at > 0) {
                put(',');
            }
            value(items.get(at));
        }
        put(']');
    }

    /** Half a surrogate pair becomes U+FFFD. */
    private void string(String text) {
        put('"');
        room(WIDEST * text.length());
        for (int at = plain(text, 0); at < text.length(); at = plain(text, at + 1)) {
            char sign = text.charAt(at);
            if (sign < 0x80) {
                escape(sign);
                room(WIDEST * (text.length() - at));
            } else if (Character.isSurrogatePair(sign, at + 1 < text.length() ? text.charAt(at + 1) : 0)) {
                pair(Character.toCodePoint(sign, text.charAt(++at)));
            } else {
                put(REPLACEMENT);
            }
        }
        put('"');
    }

    /** Writes from a place on up to the first character that is escaped or half of a pair, and says where that is. */
    private int plain(String text, int from) {
        byte[] into = bytes;
        int to = length;
        int at = from;
        for (; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign >= 0x800) {
                if (Character.isSurrogate(sign)) {
                    break;
                }
                into[to++] = (byte) (0xE0 | (sign >> 12));
                into[to++] = (byte) (0x80 | ((sign >> 6) & 0x3F));
                into[to++] = (byte) (0x80 | (sign & 0x3F));
            } else if (sign >= 0x80) {
                into[to++] = (byte) (0xC0 | (sign >> 6));
                into[to++] = (byte) (0x80 | (sign & 0x3F));
            } else if (sign < FIRST_PLAIN || sign == '"' || sign == '\\') {
                break;
            } else {
                into[to++] = (byte) sign;
            }
        }
        length = to;
        return at;
    }

    /** Writes what takes four bytes, and two characters of a string; there is room. */
    private void pair(int point) {
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
    }

    private void escape(char sign) {
        put('\\');
        switch (sign) {
            case '"', '\\' -> put(sign);
            case '\b' -> put('b');
            case '\t' -> put('t');
            case '\n' -> put('n');
            case '\f' -> put('f');
            case '\r' -> put('r');
            default -> {
                put('u');
                put('0');
                put('0');
                put((char) HEX[sign >> 4]);
                put((char) HEX[sign & 0xF]);
            }
        }
    }

    private void put(byte[] more) {
        put(more, 0, more.length);
    }

    private void put(byte[] more, int from, int to) {
        room(to - from);
        System.arraycopy(more, from, bytes, length, to - from);
        length += to - from;
    }

    private void put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
