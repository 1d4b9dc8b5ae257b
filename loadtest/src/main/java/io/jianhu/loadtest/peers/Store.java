package io.jianhu.loadtest.peers;

import java.nio.file.Path;
import java.util.List;

/** Where a {@link Peer} comes from, by the ordinary program for it, which knows which registry to ask. */
enum Store {
    PIP {
        @Override
        List<Tool> tools() {
            return List.of(new Tool("python3", new Version(3, 10)));
        }

        @Override
        List<List<String>> steps(Path directory, Peer peer) {
            return List.of(
                    List.of("python3", "-m", "venv", directory.toString()),
                    List.of(
                            directory.resolve("bin/pip").toString(),
                            "install",
                            "--quiet",
                            "--disable-pip-version-check",
                            peer.parcel() + "==" + peer.version()));
        }
    },
    NPM {
        @Override
        List<Tool> tools() {
            return List.of(new Tool("node", new Version(20, 0)), new Tool("npm", new Version(8, 0)));
        }

        @Override
        List<List<String>> steps(Path directory, Peer peer) {
            return List.of(List.of(
                    "npm",
                    "install",
                    "--prefix",
                    directory.toString(),
                    "--no-fund",
                    "--no-audit",
                    "--ignore-scripts",
                    peer.parcel() + "@" + peer.version()));
        }
    };

    /** What must be on this machine. */
    abstract List<Tool> tools();

    /** The commands that put a peer into a directory, one after the other. */
    abstract List<List<String>> steps(Path directory, Peer peer);
}
