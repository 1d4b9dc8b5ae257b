package io.jianhu.release;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A public Ed25519 key by which bundles are checked: PEM, as {@code openssl pkey -pubout} writes it. */
public final class VerifyingKey {
    private final Path file;
    private final PublicKey key;

    private VerifyingKey(Path file, PublicKey key) {
        this.file = file;
        this.key = key;
    }

    /** The keys of some files; not all of them when problems were added. */
    public static List<VerifyingKey> read(List<Path> files, Problems problems) {
        List<VerifyingKey> keys = new ArrayList<>();
        files.forEach(file -> read(file, problems).ifPresent(keys::add));
        return keys;
    }

    private static Optional<VerifyingKey> read(Path file, Problems problems) {
        return Pem.read(file, "PUBLIC KEY", problems).flatMap(bytes -> {
            try {
                return Optional.of(new VerifyingKey(
                        file, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes))));
            } catch (GeneralSecurityException e) {
                problems.add(
                        Place.ofFile(file.toString()),
                        "no Ed25519 key (expected: openssl pkey -in PRIVATE.pem -pubout -out " + file + ")");
                return Optional.empty();
            }
        });
    }

    public Path file() {
        return file;
    }

    boolean made(Seal seal, byte[] manifest) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initVerify(key);
            signature.update(manifest);
            return signature.verify(seal.signature());
        } catch (SignatureException e) {
            return false; // a signature that is no point of the curve
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
