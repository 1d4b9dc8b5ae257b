package io.jianhu.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Puts a file in the place of another in one step: who reads it sees the old one or the new one, whole. */
public final class Replacement {

    private static final Set<PosixFilePermission> USUAL = PosixFilePermissions.fromString("rw-r--r--");

    private Replacement() {}

    /**
     * Writes a file, and the folders above it. One that is there keeps its permissions, and a link to it stays a link; a
     * new one may be read by everybody.
     *
     * @throws IOException when it cannot be written; then what was there stays
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        boolean there = Files.exists(file);
        Path target = there ? file.toRealPath() : file.toAbsolutePath();
        Path draft = Files.createTempFile(Files.createDirectories(target.getParent()), ".draft", ".part");
        try {
            Files.write(draft, bytes);
            Files.setPosixFilePermissions(draft, there ? Files.getPosixFilePermissions(target) : USUAL);
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
