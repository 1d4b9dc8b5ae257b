package io.jianhu.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts as office programs write them: UTF-8, with or without a byte order mark, or else GB 18030. */
final class TextBytes {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private TextBytes() {}

    static String decode(byte[] bytes) throws BadTable {
        String text = decode(bytes, StandardCharsets.UTF_8)
                .or(() -> decode(bytes, GB18030))
                .orElseThrow(() -> new BadTable("neither UTF-8 nor GB 18030"));
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
