package io.jianhu.loadtest.peers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a peer is installed, or is to be.
 *
 * @param directory its own, below {@code loadtest/target/peers}
 */
record PeerPlace(Peer peer, Path directory) {

    /** Written last, so that what broke off half-way does not count. */
    private static final String MARK = "installed";

    static PeerPlace of(Peer peer, Path home) {
        return new PeerPlace(peer, home.resolve("loadtest/target/peers").resolve(peer.title()));
    }

    /** Whether it is there, in its version. */
    boolean isInstalled() throws IOException {
        Path mark = directory.resolve(MARK);
        return Files.exists(mark) && Files.readString(mark).equals(peer.version());
    }

    /**
     * Installs it.
     *
     * @return what went wrong; empty when nothing did
     */
    Optional<String> install() throws IOException, InterruptedException {
        for (Tool tool : peer.store().tools()) {
            Optional<String> obstacle = tool.obstacle();
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        Files.createDirectories(directory);
        File log = directory.resolve("install.log").toFile();
        for (List<String> step : peer.store().steps(directory, peer)) {
            int code = new ProcessBuilder(step)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                    .start()
                    .waitFor();
            if (code != 0) {
                return Optional.of(
                        "\"" + String.join(" ", step) + "\" ended with " + code + " (expected: 0); see " + log);
            }
        }
        Files.writeString(directory.resolve(MARK), peer.version());
        return Optional.empty();
    }
}
