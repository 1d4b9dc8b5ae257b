package io.jianhu.loadtest.tell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project is on this machine, and where figures are kept. */
public final class Place {

    private Place() {}

    /** The project's directory. */
    public static Path home() {
        return Path.of(System.getProperty("jianhu.home", ".")).toAbsolutePath().normalize();
    }

    /** A directory of its own for what is measured now. */
    static Path results(Circumstances circumstances) throws IOException {
        return Files.createDirectories(home().resolve("loadtest/target/results")
                .resolve(circumstances.began().toString().replaceAll("[:.]", "-")));
    }
}
