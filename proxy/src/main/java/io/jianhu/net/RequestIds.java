package io.jianhu.net;

import java.security.SecureRandom;

/** Makes request ids: 26 characters of Crockford's base 32, 48 bits of time and 80 of chance, so that they sort by time. */
public final class RequestIds {

    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final SecureRandom CHANCE = new SecureRandom();

    private RequestIds() {}

    public static String next() {
        byte[] chance = new byte[10];
        CHANCE.nextBytes(chance);
        char[] id = new char[26];
        long time = System.currentTimeMillis();
        for (int i = 9; i >= 0; i--, time >>>= 5) {
            id[i] = ALPHABET[(int) (time & 31)];
        }
        int bits = 0;
        int held = 0;
        int next = 10;
        for (byte part : chance) {
            held = (held << 8) | (part & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                id[next++] = ALPHABET[held >>> bits & 31];
            }
        }
        return new String(id);
    }
}
