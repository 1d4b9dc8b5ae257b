package io.jianhu.release;

import io.jianhu.signing.Algorithm;
import io.jianhu.signing.SigningKey;
import io.jianhu.signing.VerifyingKey;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A pair of Ed25519 keys in files, as openssl writes them. */
public final class Keys {
    public final Path secret;
    public final Path open;

    public Keys(Path folder, String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        secret = folder.resolve(name + ".pem");
        open = folder.resolve(name + ".pub.pem");
        Files.writeString(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    }

    static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }

    SigningKey signing() {
        Problems problems = new Problems();
        Optional<SigningKey> key = SigningKey.read(secret, "test-key", problems);
        return key.orElseThrow(() -> new AssertionError(problems.list().toString()));
    }

    List<VerifyingKey> trusted() {
        return VerifyingKey.read(List.of(open), Set.of(Algorithm.ED25519), new Problems());
    }
}
