package io.jianhu.disclose;

import io.jianhu.signing.Algorithm;
import io.jianhu.signing.SigningKey;
import java.util.Base64;
import java.util.Optional;

/**
 * The signature of a label as it stands in {@code ReservedCode1}.
 *
 * @param keyId how the signer calls the key; says nothing of who signed, which only checking does
 */
record LabelSignature(Algorithm algorithm, String keyId, byte[] bytes) {

    static final String FORM = "ed25519:KEY-ID:BASE64URL or sm2:KEY-ID:BASE64URL";

    /** The signature that a field holds; empty when it holds something else. */
    static Optional<LabelSignature> read(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || !SigningKey.ID.matcher(parts[1]).matches()) {
            return Optional.empty();
        }
        return Algorithm.of(parts[0])
                .flatMap(algorithm -> decoded(parts[2]).map(bytes -> new LabelSignature(algorithm, parts[1], bytes)));
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String text() {
        return algorithm.word() + ":" + keyId + ":"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
