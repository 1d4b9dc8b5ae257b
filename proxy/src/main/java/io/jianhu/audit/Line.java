package io.jianhu.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One record of the ledger as it stands in its file.
 *
 * <p><b>The rule of the hash.</b> {@code hash} is the last member of the line. It is the SHA-256 (FIPS 180-4), in
 * lower-case hexadecimal, over the bytes of the line as they are written, in their order, without
 * {@code ,"hash":"…"} and without the end of the line: from the first brace to the {@code prev} member and a closing
 * brace. {@code prev} is the {@code hash} of the line before, or 64 zeros in the first line of all. With standard tools:
 *
 * <pre>{@code head -n 1 00000001.jsonl | sed 's/,"hash":"[0-9a-f]*"}$/}/' | tr -d '\n' | sha256sum}</pre>
 *
 * @param number what {@code seq} says: 1 for the first line of all
 * @param bytes the line with its end
 */
record Line(long number, String previous, String hash, byte[] bytes) {

    static final String GENESIS = "0".repeat(64);

    private static final byte[] HASH = ",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int SUFFIX = HASH.length + 64 + 3;
    private static final HexFormat HEX = HexFormat.of();

    /** A line with the members of a JSON object between its own. */
    static Line write(long number, String previous, byte[] object) {
        byte[] before = ("{\"seq\":" + number + ",").getBytes(StandardCharsets.US_ASCII);
        byte[] after = (",\"prev\":\"" + previous + "\"}").getBytes(StandardCharsets.US_ASCII);
        byte[] hashed = ByteBuffer.allocate(before.length + object.length - 2 + after.length)
                .put(before)
                .put(object, 1, object.length - 2)
                .put(after)
                .array();
        String hash = HEX.formatHex(sha256().digest(hashed));
        byte[] bytes = ByteBuffer.allocate(hashed.length - 1 + SUFFIX)
                .put(hashed, 0, hashed.length - 1)
                .put(HASH)
                .put((hash + "\"}\n").getBytes(StandardCharsets.US_ASCII))
                .array();
        return new Line(number, previous, hash, bytes);
    }

    /** What a line says about itself, if it has the form of a record; whether it is true is another matter. */
    static Optional<Line> parse(byte[] bytes) {
        int end = bytes.length - SUFFIX;
        if (end < 1
                || !Arrays.equals(bytes, end, end + HASH.length, HASH, 0, HASH.length)
                || bytes[bytes.length - 1] != '\n') {
            return Optional.empty();
        }
        long number = -1;
        String previous = "";
        try (JsonParser json = Json.parser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("seq") && value == JsonToken.VALUE_NUMBER_INT) {
                    number = json.getLongValue();
                } else if (name.equals("prev") && value == JsonToken.VALUE_STRING) {
                    previous = json.getText();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException malformed) {
            return Optional.empty();
        }
        String hash = new String(bytes, end + HASH.length, 64, StandardCharsets.ISO_8859_1);
        return Optional.of(new Line(number, previous, hash, bytes));
    }

    /** Whether the hash is that of the line. */
    boolean isWhole() {
        MessageDigest digest = sha256();
        digest.update(bytes, 0, bytes.length - SUFFIX);
        digest.update((byte) '}');
        byte[] end = "\"}\n".getBytes(StandardCharsets.US_ASCII);
        return HEX.formatHex(digest.digest()).equals(hash)
                && Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-256", impossible);
        }
    }
}
