package io.jianhu.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts of files in UTF-8, with or without a byte order mark. */
public final class Utf8 {

    private Utf8() {}

    /** The text of some bytes, its byte order mark included; empty exactly when a problem was added. */
    public static Optional<String> read(String file, byte[] bytes, Problems problems) {
        try {
            return Optional.of(decode(bytes));
        } catch (CharacterCodingException e) {
            problems.add(Place.ofFile(file), "not UTF-8");
            return Optional.empty();
        }
    }

    /** The text of some bytes, its byte order mark included. */
    static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** How long the byte order mark of a text is: 1 or 0. */
    public static int mark(String text) {
        return text.startsWith("\uFEFF") ? 1 : 0;
    }
}
