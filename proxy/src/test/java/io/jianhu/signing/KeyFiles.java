package io.jianhu.signing;

import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** A pair of keys in files, as openssl writes them. */
public final class KeyFiles {
    public static final ECNamedDomainParameters CURVE = new ECNamedDomainParameters(
            GMObjectIdentifiers.sm2p256v1, GMNamedCurves.getByOID(GMObjectIdentifiers.sm2p256v1));

    public final Path secret;
    public final Path open;

    private KeyFiles(Path folder, String name, byte[] secretKey, byte[] openKey) throws IOException {
        secret = folder.resolve(name + ".pem");
        open = folder.resolve(name + ".pub.pem");
        Files.writeString(secret, pem("PRIVATE KEY", secretKey));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(open, pem("PUBLIC KEY", openKey));
    }

    public static KeyFiles make(Path folder, String name, Algorithm algorithm)
            throws IOException, GeneralSecurityException {
        return switch (algorithm) {
            case ED25519 -> {
                KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                yield new KeyFiles(
                        folder,
                        name,
                        pair.getPrivate().getEncoded(),
                        pair.getPublic().getEncoded());
            }
            case SM2 -> sm2(folder, name, new BigInteger(255, new SecureRandom()).add(BigInteger.ONE));
        };
    }

    /** The keys of one private number. */
    static KeyFiles sm2(Path folder, String name, BigInteger number) throws IOException {
        return new KeyFiles(
                folder,
                name,
                PrivateKeyInfoFactory.createPrivateKeyInfo(new ECPrivateKeyParameters(number, CURVE))
                        .getEncoded(),
                SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                                new ECPublicKeyParameters(CURVE.getG().multiply(number), CURVE))
                        .getEncoded());
    }

    public static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    public SigningKey signing(Algorithm algorithm, String id) throws IOException {
        Problems problems = new Problems();
        return SigningKey.of(algorithm, Files.readString(secret), id, Place.ofFile("key"), problems)
                .orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    public VerifyingKey verifying() {
        Problems problems = new Problems();
        List<VerifyingKey> keys = VerifyingKey.read(List.of(open), EnumSet.allOf(Algorithm.class), problems);
        if (!problems.isEmpty()) {
            throw new AssertionError(problems.list().toString());
        }
        return keys.get(0);
    }
}
