package io.jianhu.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Records of any bytes: length and CRC-32C (RFC 3720), four bytes each, big-endian, and the bytes. The checksum covers
 * the length too, so that a run of zeros is not a record.
 */
public final class Checked implements Format {

    /** The longest record, in bytes. */
    public static final int LONGEST = 16 << 20;

    private static final int PREFIX = 8;
    private static final byte[] HEAD = "jianhu journal 1\n".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String ending() {
        return "journal";
    }

    @Override
    public byte[] head() {
        return HEAD.clone();
    }

    @Override
    public byte[] frame(byte[] record) {
        return ByteBuffer.allocate(PREFIX + record.length)
                .putInt(record.length)
                .putInt(sum(record))
                .put(record)
                .array();
    }

    @Override
    public List<byte[]> begin(Found found) {
        return List.of();
    }

    @Override
    public void resume(Optional<byte[]> last) {}

    @Override
    public Optional<byte[]> givenUp(long bytes) {
        return Optional.empty();
    }

    @Override
    public Frame read(BufferedInputStream in) throws IOException {
        byte[] prefix = in.readNBytes(PREFIX);
        if (prefix.length < PREFIX) {
            return new Frame.End();
        }
        int length = ByteBuffer.wrap(prefix).getInt();
        int sum = ByteBuffer.wrap(prefix).getInt(4);
        if (length < 0 || length > LONGEST) {
            return new Frame.End();
        }
        byte[] record = in.readNBytes(length);
        if (record.length < length || sum(record) != sum) {
            return new Frame.End();
        }
        byte[] bytes =
                ByteBuffer.allocate(PREFIX + length).put(prefix).put(record).array();
        return new Frame.Whole(bytes, record);
    }

    @Override
    public boolean holdsRecord(ByteBuffer unreadable) {
        for (int at = unreadable.position(); at + PREFIX <= unreadable.limit(); at++) {
            int length = unreadable.getInt(at);
            if (length >= 0
                    && length <= Math.min(LONGEST, unreadable.limit() - at - PREFIX)
                    && sum(unreadable.slice(at + PREFIX, length)) == unreadable.getInt(at + 4)) {
                return true;
            }
        }
        return false;
    }

    private static int sum(byte[] record) {
        return sum(ByteBuffer.wrap(record));
    }

    private static int sum(ByteBuffer record) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(4).putInt(record.remaining()).flip());
        sum.update(record);
        return (int) sum.getValue();
    }
}
