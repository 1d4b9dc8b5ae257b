package io.jianhu.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a listener's certificate stands, in PEM.
 *
 * @param certificate the server's own first, then those of its issuers
 * @param key its private key, without a passphrase
 * @param clientCa who may have issued the certificates of clients; without it none is asked for
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {

    /** One of the files. */
    public enum Part {
        CERTIFICATE,
        KEY,
        CLIENT_CA
    }

    Contents read() throws Unusable {
        Optional<byte[]> issuers = Optional.empty();
        if (clientCa.isPresent()) {
            issuers = Optional.of(bytes(Part.CLIENT_CA, clientCa.get()));
        }
        return new Contents(bytes(Part.CERTIFICATE, certificate), bytes(Part.KEY, key), issuers);
    }

    private static byte[] bytes(Part part, Path file) throws Unusable {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Unusable(part, "cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    record Contents(byte[] certificate, byte[] key, Optional<byte[]> clientCa) {}

    /** That no connection can be secured with these files; the message quotes nothing of them. */
    public static final class Unusable extends IOException {
        private static final long serialVersionUID = 1;
        private final Part part;

        Unusable(Part part, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.part = part;
        }

        public Part part() {
            return part;
        }
    }
}
