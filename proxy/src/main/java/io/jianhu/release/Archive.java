package io.jianhu.release;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The container of a bundle: a zip file (PKWARE APPNOTE 6.3) whose entries are stored as they are, without dates. The
 * same entries have one form only, to the byte, and no other form is read: so nothing can hide between, behind or under
 * the entries, nothing is unpacked to more than was read, and a container that was cut off is not one.
 */
final class Archive {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final short VERSION = 10;
    private static final short MADE_ON_UNIX = 3 << 8 | 20;
    private static final short UTF8 = 1 << 11;
    private static final short FIRST_OF_JANUARY_1980 = 1 << 5 | 1;
    private static final int FILE_OF_MODE_644 = 0100644 << 16;
    private static final int MOST_NAME_BYTES = 512;
    private static final String AS_BUILT = " (expected: as jianhu policy build writes it)";

    private Archive() {}

    /** That bytes are not such a container. What a hostile file can cause: no stack trace. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    static byte[] write(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            out.writeBytes(local(entry.getKey(), entry.getValue()));
            out.writeBytes(entry.getValue());
        }
        out.writeBytes(directory(entries, out.size()));
        return out.toByteArray();
    }

    /**
     * The entries in their order.
     *
     * @param most the greatest number of entries
     */
    static Map<String, byte[]> read(byte[] archive, int most) throws Malformed {
        ByteBuffer in = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        while (in.remaining() >= 4 && in.getInt(in.position()) == LOCAL) {
            if (entries.size() == most) {
                throw new Malformed("more than " + most + " entries");
            }
            entry(in, entries);
        }
        if (entries.isEmpty()) {
            throw new Malformed("not a bundle (expected: a file that jianhu policy build wrote)");
        }
        byte[] tail = Arrays.copyOfRange(archive, in.position(), archive.length);
        byte[] expected = directory(entries, in.position());
        if (!Arrays.equals(tail, expected)) {
            throw new Malformed(
                    tail.length < expected.length
                            ? "cut off after " + archive.length + " bytes"
                            : "has bytes beside its entries" + AS_BUILT);
        }
        return entries;
    }

    private static void entry(ByteBuffer in, Map<String, byte[]> entries) throws Malformed {
        int start = in.position();
        need(in, LOCAL_BYTES);
        int size = in.getInt(start + 22);
        int length = Short.toUnsignedInt(in.getShort(start + 26));
        if (length > MOST_NAME_BYTES) {
            throw new Malformed("an entry's name of " + length + " bytes (expected: at most " + MOST_NAME_BYTES + ")");
        }
        need(in, LOCAL_BYTES + length);
        String name = name(in.slice(start + LOCAL_BYTES, length));
        if (size < 0 || size > in.remaining() - LOCAL_BYTES - length) {
            throw new Malformed("cut off in entry '" + shown(name) + "'");
        }
        byte[] bytes = new byte[size];
        in.get(start + LOCAL_BYTES + length, bytes);
        if (!in.slice(start, LOCAL_BYTES + length).equals(ByteBuffer.wrap(local(name, bytes)))) {
            throw new Malformed("entry '" + shown(name) + "' is compressed or altered" + AS_BUILT);
        }
        if (entries.put(name, bytes) != null) {
            throw new Malformed("entry '" + shown(name) + "' stands there twice");
        }
        in.position(start + LOCAL_BYTES + length + size);
    }

    private static void need(ByteBuffer in, int bytes) throws Malformed {
        if (in.remaining() < bytes) {
            throw new Malformed("cut off after " + in.limit() + " bytes");
        }
    }

    private static String name(ByteBuffer bytes) throws Malformed {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("an entry's name is not UTF-8");
        }
    }

    /** A name that may be hostile, fit for a message. */
    static String shown(String name) {
        String calm = name.replaceAll("[^\\p{L}\\p{N}._/-]", "?");
        return calm.length() <= 80 ? calm : calm.substring(0, 80) + "…";
    }

    private static byte[] local(String name, byte[] bytes) {
        byte[] written = name.getBytes(StandardCharsets.UTF_8);
        return buffer(LOCAL_BYTES + written.length)
                .putInt(LOCAL)
                .put(facts(written, bytes))
                .put(written)
                .array();
    }

    private static byte[] directory(Map<String, byte[]> entries, int begin) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int offset = begin - entries.entrySet().stream().mapToInt(Archive::size).sum();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] name = entry.getKey().getBytes(StandardCharsets.UTF_8);
            out.writeBytes(buffer(CENTRAL_BYTES + name.length)
                    .putInt(CENTRAL)
                    .putShort(MADE_ON_UNIX)
                    .put(facts(name, entry.getValue()))
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(FILE_OF_MODE_644)
                    .putInt(offset)
                    .put(name)
                    .array());
            offset += size(entry);
        }
        short count = (short) entries.size();
        return buffer(out.size() + END_BYTES)
                .put(out.toByteArray())
                .putInt(END)
                .putInt(0)
                .putShort(count)
                .putShort(count)
                .putInt(out.size())
                .putInt(begin)
                .putShort((short) 0)
                .array();
    }

    private static int size(Map.Entry<String, byte[]> entry) {
        return LOCAL_BYTES + entry.getKey().getBytes(StandardCharsets.UTF_8).length + entry.getValue().length;
    }

    /** What a header of either kind says of an entry. */
    private static byte[] facts(byte[] name, byte[] bytes) {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return buffer(26)
                .putShort(VERSION)
                .putShort(UTF8)
                .putInt(0)
                .putShort(FIRST_OF_JANUARY_1980)
                .putInt((int) sum.getValue())
                .putInt(bytes.length)
                .putInt(bytes.length)
                .putShort((short) name.length)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
