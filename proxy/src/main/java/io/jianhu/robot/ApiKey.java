package io.jianhu.robot;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The form of a client's key: {@code jh_}, 256 random bits as 43 characters of base 62, and six characters of checksum
 * (CRC-32 of all before it), so that a mistyped or made-up key is refused without a look-up and a leaked one can be
 * recognised by a scanner. Only its hash is stored; 256 random bits need neither salt nor a slow hash.
 */
public final class ApiKey {

    static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

    private static final String PREFIX = "jh_";
    private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(62);
    private static final int RANDOM = 43;
    private static final int CHECK = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM + CHECK;

    private ApiKey() {}

    /** A new key; {@code random} must be a secure one wherever the key is to protect anything. */
    public static String create(RandomGenerator random) {
        byte[] bits = new byte[32];
        random.nextBytes(bits);
        String body = PREFIX + base62(new BigInteger(1, bits), RANDOM);
        return body + check(body);
    }

    /** Whether a text has the form of a key. */
    public static boolean isValid(String key) {
        if (key.length() != LENGTH || !key.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            if (SIGNS.indexOf(key.charAt(i)) < 0) {
                return false;
            }
        }
        return key.endsWith(check(key.substring(0, LENGTH - CHECK)));
    }

    /** {@code sha256:} and the SHA-256 of the key in lower-case hexadecimal. */
    public static String hash(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String check(String body) {
        CRC32 sum = new CRC32();
        sum.update(body.getBytes(StandardCharsets.US_ASCII));
        return base62(BigInteger.valueOf(sum.getValue()), CHECK);
    }

    private static String base62(BigInteger number, int length) {
        char[] signs = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            signs[i] = SIGNS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(signs);
    }
}
