package io.jianhu.release;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Fields;
import io.jianhu.source.Problems;
import io.jianhu.source.Yaml;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;

/**
 * The signature that stands in a bundle: Ed25519 (RFC 8032) over the bytes of its manifest.
 *
 * @param keyId how the signer calls the key; says nothing of who signed, which only checking does
 */
record Seal(String keyId, byte[] signature) {
    private static final String ALGORITHM = "Ed25519";
    private static final int BYTES = 64;

    static Seal of(SigningKey key, byte[] manifest) {
        return new Seal(key.id(), key.sign(manifest));
    }

    byte[] write() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("algorithm", ALGORITHM);
            json.writeStringField("keyId", keyId);
            json.writeStringField("signature", Base64.getEncoder().encodeToString(signature));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Empty exactly when problems were added. */
    static Optional<Seal> read(String file, byte[] bytes, Problems problems) {
        Problems own = new Problems();
        Optional<Seal> seal = Yaml.read(file, bytes, own).map(document -> of(Fields.of(document, own)));
        problems.addAll(own);
        return seal.filter(read -> own.isEmpty());
    }

    private static Seal of(Fields fields) {
        if (!fields.text("algorithm").equals(ALGORITHM)) {
            fields.problem("algorithm", "unknown (expected: " + ALGORITHM + ")");
        }
        String keyId = fields.text("keyId");
        if (!SigningKey.ID.matcher(keyId).matches()) {
            fields.problem("keyId", "malformed (expected: 1-64 letters, digits, '.', '_' or '-')");
        }
        byte[] signature = {};
        try {
            signature = Base64.getDecoder().decode(fields.text("signature"));
        } catch (IllegalArgumentException e) {
            // Falls through: nothing decoded has the wrong length.
        }
        if (signature.length != BYTES) {
            fields.problem("signature", "malformed (expected: " + BYTES + " bytes in Base64)");
        }
        fields.end();
        return new Seal(keyId, signature);
    }
}
