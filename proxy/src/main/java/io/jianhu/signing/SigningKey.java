package io.jianhu.signing;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A private key that signs: PKCS#8 in PEM, as {@code openssl genpkey} writes it. Never printed. */
public final class SigningKey {
    /** What a key may be called. */
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Algorithm algorithm;
    private final Signer signer;
    private final String id;

    private SigningKey(Algorithm algorithm, Signer signer, String id) {
        this.algorithm = algorithm;
        this.signer = signer;
        this.id = id;
    }

    /**
     * Reads an Ed25519 key that only its owner may read; empty exactly when problems were added.
     *
     * @param id how the key is called beside its signatures
     */
    public static Optional<SigningKey> read(Path file, String id, Problems problems) {
        Place place = Place.ofFile(file.toString());
        if (!ID.matcher(id).matches()) {
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
        return Pem.text(file, problems).flatMap(pem -> of(Algorithm.ED25519, pem, id, place, problems));
    }

    /**
     * The key that a text holds; empty exactly when problems were added.
     *
     * @param pem the text, which no message quotes
     * @param id how the key is called beside its signatures, of the form {@link #ID}
     * @param place where problems are said to be
     */
    public static Optional<SigningKey> of(Algorithm algorithm, String pem, String id, Place place, Problems problems) {
        return Pem.read(pem, "PRIVATE KEY", algorithm.title(), place, problems).flatMap(bytes -> {
            Optional<SigningKey> key = algorithm.signer(bytes).map(signer -> new SigningKey(algorithm, signer, id));
            if (key.isEmpty()) {
                problems.add(
                        place,
                        "no " + algorithm.title() + " key (expected: " + algorithm.maker() + " -out " + place.file()
                                + ")");
            }
            return key;
        });
    }

    public Algorithm algorithm() {
        return algorithm;
    }

    /** How the key is called; says nothing of whose it is. */
    public String id() {
        return id;
    }

    /** The signature over some bytes, as {@link VerifyingKey#made} checks it. */
    public byte[] sign(byte[] content) {
        return signer.sign(content);
    }

    /** Prints no key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
