package io.jianhu.policy;

import io.jianhu.source.Folder;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A copy of the files that were last accepted: {@code last-good}, a link to a folder named after its revision. The
 * folder is written whole and forced to disk before the link is moved, so that a crash leaves the old copy or the new.
 */
final class LastGood {
    private final Path folder;
    private final Path link;

    /** @param folder is made when it is missing, for the owner only */
    LastGood(Path folder) {
        this.folder = folder;
        this.link = folder.resolve("last-good");
    }

    void keep(Folder files, String revision) throws IOException {
        directory(folder);
        Path kept = folder.resolve(revision);
        if (!Files.exists(kept)) {
            Path aside = Files.createTempDirectory(folder, ".aside-");
            for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
                Path path = aside.resolve(file.getKey());
                directories(aside, path);
                Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                force(path, StandardOpenOption.WRITE);
            }
            Files.move(aside, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        Path next = folder.resolve(".next-good");
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, Path.of(revision));
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder, StandardOpenOption.READ);
        sweep(kept);
    }

    /** The copy, under the name of the directory it was made from; empty when there is none that can be read. */
    Optional<Folder> find(Path original) {
        Problems problems = new Problems();
        if (!Files.isDirectory(link)) {
            return Optional.empty();
        }
        Folder found = PolicyFolder.read(link, problems);
        return problems.isEmpty() ? Optional.of(new Folder(original.toString(), found.files())) : Optional.empty();
    }

    private void sweep(Path kept) throws IOException {
        List<Path> old;
        try (Stream<Path> entries = Files.list(folder)) {
            old = entries.filter(path -> !path.equals(kept) && !path.equals(link))
                    .toList();
        }
        for (Path path : old) {
            try (Stream<Path> tree = Files.walk(path)) {
                tree.sorted(Comparator.reverseOrder()).forEach(LastGood::delete);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void directory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    private static void directories(Path root, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null && !parent.equals(root)) {
            directory(parent);
        }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }
}
