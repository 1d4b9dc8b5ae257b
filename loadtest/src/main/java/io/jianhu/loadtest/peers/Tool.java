package io.jianhu.loadtest.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A program that something needs, at least in some version. */
record Tool(String program, Version least) {

    /** What keeps it from being used; empty when nothing does. */
    Optional<String> obstacle() throws InterruptedException {
        try {
            Process process = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return obstacle(said);
        } catch (IOException missing) {
            return Optional.of("no " + program + " on this machine (expected: " + least + " or newer)");
        }
    }

    Optional<String> obstacle(String said) {
        Optional<Version> version = Version.in(said);
        if (version.isPresent() && version.get().compareTo(least) >= 0) {
            return Optional.empty();
        }
        return Optional.of(program + " " + version.map(Version::toString).orElse("does not tell its version")
                + " (expected: " + least + " or newer)");
    }
}
