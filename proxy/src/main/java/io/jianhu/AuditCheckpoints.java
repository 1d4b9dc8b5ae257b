package io.jianhu;

import io.jianhu.audit.CheckpointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the checkpoints of the audit stand: {@code audit.checkpoint} in the state directory, beside the secret. */
final class AuditCheckpoints {

    private AuditCheckpoints() {}

    static CheckpointFile of(Path state, StateSecrets secrets) {
        return new CheckpointFile(file(state), Optional.of(secrets.key("audit")));
    }

    static Path file(Path state) {
        return state.resolve("audit.checkpoint");
    }

    /**
     * Those that there are to compare a ledger with.
     *
     * @param state the state directory; by default it holds the ledger's
     * @param copy one that was kept elsewhere
     * @throws IOException when the secret cannot be read
     */
    static List<CheckpointFile> atHand(
            Path ledger, Optional<Path> state, Optional<Path> copy, Map<String, String> environment)
            throws IOException {
        Path home =
                state.orElse(ledger.toAbsolutePath().normalize().resolve("..").normalize());
        Optional<byte[]> key = StateSecrets.existing(home, environment).map(secrets -> secrets.key("audit"));
        List<CheckpointFile> files = new ArrayList<>();
        if (Files.exists(file(home))) {
            files.add(new CheckpointFile(file(home), key));
        }
        copy.ifPresent(file -> files.add(new CheckpointFile(file, key)));
        return files;
    }
}
