package io.jianhu.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The numbered files of a journal in its directory: {@code 00000001.journal}, {@code 00000002.journal}, and so on. */
public final class Segments {

    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Segments() {}

    /** The files of a directory, the oldest first. Works on a copy, without any lock. */
    public static List<Path> list(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]{8}\\." + ending))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        }
    }

    /** Makes a directory that only its owner may read, if it is not there. */
    static void prepare(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory.toAbsolutePath().normalize(), DIRECTORY);
        }
    }

    /** The lock that keeps a second writer out of the directory, until it is closed. */
    static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve("lock");
        FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), FILE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException held) {
            // Held by this very process: the same error as for another one.
        }
        channel.close();
        throw new FileSystemException(directory + ": another writer uses it (expected: one process for a directory)");
    }

    /** A new, empty file behind the last one. */
    static Path next(Path directory, String ending) throws IOException {
        List<Path> files = list(directory, ending);
        long number = files.isEmpty() ? 1 : number(files.getLast()) + 1;
        return Files.createFile(directory.resolve(String.format(Locale.ROOT, "%08d.%s", number, ending)), FILE);
    }

    /**
     * Deletes the files, but for the last, that were last written before a time.
     *
     * @param permits asked of the oldest file that stays
     */
    static void retire(Path directory, String ending, Instant before, Predicate<Path> permits) throws IOException {
        List<Path> files = list(directory, ending);
        int old = 0;
        while (old < files.size() - 1
                && Files.getLastModifiedTime(files.get(old)).toInstant().isBefore(before)) {
            old++;
        }
        if (old > 0 && permits.test(files.get(old))) {
            for (Path file : files.subList(0, old)) {
                Files.delete(file);
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".torn"));
            }
        }
    }

    /** Makes the names of the directory's files durable. */
    static void forceNames(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }

    /** Keeps what is cut off a file beside it, for whoever wants to know. */
    static void keepTail(Path file, long from) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".torn");
        Files.deleteIfExists(beside);
        Files.createFile(beside, FILE);
        try (var in = new BufferedInputStream(Files.newInputStream(file));
                var out = Files.newOutputStream(beside)) {
            in.skipNBytes(from);
            in.transferTo(out);
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString().substring(0, 8));
    }
}
