package io.jianhu.frame;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 strictly. */
final class Utf8 {

    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /**
     * The text that bytes stand for.
     *
     * @throws CharacterCodingException when they are not UTF-8; then {@code bytes} stands at the first that is not
     */
    static String text(ByteBuffer bytes) throws CharacterCodingException {
        String text = new String(
                bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining(), StandardCharsets.UTF_8);
        // What is malformed was replaced; only a decoder, which is slower, tells that from a text that says so itself.
        return text.indexOf(REPLACEMENT) < 0
                ? text
                : StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
}
