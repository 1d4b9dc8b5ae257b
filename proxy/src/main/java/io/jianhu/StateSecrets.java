package io.jianhu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's secret, from which every other key is derived. Replicas share it through {@code JIANHU_SECRET} (64
 * hexadecimal digits); a single one makes its own in the state directory at its first start, readable by its owner only.
 */
final class StateSecrets {

    private static final int BYTES = 32;

    private final byte[] root;

    private StateSecrets(byte[] root) {
        this.root = root;
    }

    /** @throws IOException when there is no secret and none can be kept, or the one there is is malformed */
    static StateSecrets open(Path state, Map<String, String> environment) throws IOException {
        String given = environment.get("JIANHU_SECRET");
        if (given != null) {
            return parse(given, "JIANHU_SECRET");
        }
        Path file = state.resolve("secret");
        if (!Files.exists(file)) {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            write(file, HexFormat.of().formatHex(fresh));
        }
        return parse(Files.readString(file).strip(), file.toString());
    }

    /** The same where there is one already; makes none. */
    static Optional<StateSecrets> existing(Path state, Map<String, String> environment) throws IOException {
        return environment.containsKey("JIANHU_SECRET") || Files.exists(state.resolve("secret"))
                ? Optional.of(open(state, environment))
                : Optional.empty();
    }

    private static void write(Path file, String secret) throws IOException {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n");
        } catch (FileAlreadyExistsException e) {
            // Another start was faster; its secret is read instead.
        }
    }

    private static StateSecrets parse(String text, String place) throws IOException {
        try {
            byte[] root = HexFormat.of().parseHex(text.strip());
            if (root.length == BYTES) {
                return new StateSecrets(root);
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the message must not quote what was read.
        }
        throw new IOException(place + ": not a secret (expected: 64 hexadecimal digits)");
    }

    /** A key of 32 bytes for one purpose; different purposes have unrelated keys. */
    byte[] key(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(root, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
