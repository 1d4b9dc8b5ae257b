package io.jianhu.chat;

import java.nio.ByteBuffer;

/** What {@link Fingerprints} names texts by. */
public record Fingerprint(long first, long second, long third, long fourth) {

    /** @param code 32 bytes */
    static Fingerprint of(byte[] code) {
        ByteBuffer bytes = ByteBuffer.wrap(code);
        return new Fingerprint(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
