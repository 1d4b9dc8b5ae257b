package io.jianhu.admin;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-256 (RFC 8018), 128 bits of salt, 256 bits of hash.
 *
 * @param iterations 600,000 or more outside tests, as OWASP asks
 */
record Secret(int iterations, byte[] salt, byte[] hash) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Look-alike letters and digits are left out. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int GENERATED_LENGTH = 20;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    static Secret of(char[] password, int iterations) {
        byte[] salt = random(SALT_BYTES);
        return new Secret(iterations, salt, derive(password, salt, iterations));
    }

    /** One that nothing opens, at the same cost: its hash is of no password. */
    static Secret decoy(int iterations) {
        return new Secret(iterations, random(SALT_BYTES), random(HASH_BYTES));
    }

    /** Whether this is the password; takes the same time either way. */
    boolean opens(char[] password) {
        return MessageDigest.isEqual(hash, derive(password, salt, iterations));
    }

    /** A new password with about 115 bits of chance. */
    static char[] generate() {
        char[] password = new char[GENERATED_LENGTH];
        for (int at = 0; at < password.length; at++) {
            password[at] = ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length()));
        }
        return password;
    }

    /** Prints nothing that helps to guess. */
    @Override
    public String toString() {
        return "Secret[" + iterations + " iterations]";
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        PBEKeySpec key = new PBEKeySpec(password, salt, iterations, 8 * HASH_BYTES);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256", missing);
        } finally {
            key.clearPassword();
        }
    }
}
