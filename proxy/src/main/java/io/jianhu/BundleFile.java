package io.jianhu;

import io.jianhu.release.Bundle;
import io.jianhu.signing.SigningKey;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Replacement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** A bundle's file as the commands about it see it. */
final class BundleFile {
    private static final String ENDING = ".pem";

    private BundleFile() {}

    /** Reads a signing key, called as asked or else after its file; empty exactly when problems were added. */
    static Optional<SigningKey> key(Path file, Optional<String> id, Problems problems) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        String usual = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return SigningKey.read(file, id.orElse(usual), problems);
    }

    /** Replaces the file in one step, so that a gateway that watches it sees the old bundle or the new. */
    static void write(Path file, Bundle bundle) throws IOException {
        Replacement.write(file, bundle.bytes());
    }

    /** One line about a bundle. */
    static String summary(Path file, Bundle bundle) {
        return file + ": " + bundle.manifest().revision() + ", serial "
                + bundle.manifest().serial() + ", "
                + Count.of(bundle.manifest().files().size(), "file")
                + bundle.manifest().notAfter().map(end -> ", not after " + end).orElse("")
                + bundle.keyId().map(id -> ", signed by " + id).orElse(", not signed");
    }

    static void print(PrintWriter err, Problems problems) {
        for (Problem problem : problems.list()) {
            err.println(problem);
        }
        err.flush();
    }
}
