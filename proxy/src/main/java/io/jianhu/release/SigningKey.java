package io.jianhu.release;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A private Ed25519 key that signs bundles: PKCS#8 in PEM, as {@code openssl genpkey -algorithm ed25519} writes it. Never
 * printed.
 */
public final class SigningKey {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final PrivateKey key;
    private final String id;

    private SigningKey(PrivateKey key, String id) {
        this.key = key;
        this.id = id;
    }

    /**
     * Reads a key that only its owner may read; empty exactly when problems were added.
     *
     * @param id how the key is called in the bundle
     */
    public static Optional<SigningKey> read(Path file, String id, Problems problems) {
        Place place = Place.ofFile(file.toString());
        if (!Seal.KEY_ID.matcher(id).matches()) {
            problems.add(place, "key id: malformed (expected: 1-64 letters, digits, '.', '_' or '-'; see --key-id)");
            return Optional.empty();
        }
        try {
            if (Files.exists(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
                problems.add(place, "others than its owner may use this key (expected: chmod 600 " + file + ")");
                return Optional.empty();
            }
        } catch (IOException | UnsupportedOperationException e) {
            problems.add(
                    place,
                    "who may read this key cannot be told: " + e.getClass().getSimpleName());
            return Optional.empty();
        }
        return Pem.read(file, "PRIVATE KEY", problems).flatMap(bytes -> {
            try {
                PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(bytes));
                return Optional.of(new SigningKey(key, id));
            } catch (GeneralSecurityException e) {
                problems.add(place, "no Ed25519 key (expected: openssl genpkey -algorithm ed25519 -out " + file + ")");
                return Optional.empty();
            }
        });
    }

    Seal seal(byte[] manifest) {
        return new Seal(id, sign(manifest));
    }

    /** The 64 bytes of the signature over some bytes, as {@code openssl pkeyutl -verify -rawin} checks it. */
    public byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** Prints no key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
