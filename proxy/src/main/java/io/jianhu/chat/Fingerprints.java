package io.jianhu.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;

/**
 * Names texts for a memory that must know them again and must not know what they say: by SHA-256 of their digests behind
 * a salt that no other memory has. Safe for use by many threads.
 */
public final class Fingerprints {

    private static final int SALT_BYTES = 16;

    /** What has read the salt; only copies of it read on. */
    private final MessageDigest salted;

    public Fingerprints() {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        salted = Sha256.begun();
        salted.update(salt);
    }

    /** The fingerprint of a text. */
    public Fingerprint of(byte[] digest) {
        return Fingerprint.of(copy().digest(digest));
    }

    /** The fingerprint of texts in a context; how they are divided matters. */
    public Fingerprint of(String context, List<byte[]> digests) {
        MessageDigest copy = copy();
        digests.forEach(copy::update);
        return Fingerprint.of(copy.digest(context.getBytes(StandardCharsets.UTF_8)));
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) salted.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }
}
