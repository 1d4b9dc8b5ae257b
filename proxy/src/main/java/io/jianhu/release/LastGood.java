package io.jianhu.release;

import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Copies of the files that were accepted, each a folder named after its revision, and {@code in-force.json}, which says
 * what they are to each other. A folder is written whole and forced to disk before the file names it, and the file is
 * replaced in one step, so that a crash leaves the old standing or the new.
 */
final class LastGood {
    private static final String STANDING = "in-force.json";

    private final Path folder;

    /** @param folder is made when it is missing, for the owner only */
    LastGood(Path folder) {
        this.folder = folder;
    }

    /** What is known from before; empty exactly when it is there and cannot be read, which is then a problem. */
    Optional<Standing> standing(Problems problems) {
        Path file = folder.resolve(STANDING);
        try {
            return Standing.read(file.toString(), Files.readAllBytes(file), problems);
        } catch (NoSuchFileException e) {
            return Optional.of(Standing.NONE);
        } catch (IOException e) {
            problems.add(
                    Place.ofFile(file.toString()),
                    "cannot be read: " + e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    void write(Standing standing) throws IOException {
        directory(folder);
        Path next = folder.resolve(".in-force");
        Files.write(next, standing.write());
        force(next, StandardOpenOption.WRITE);
        Files.move(next, folder.resolve(STANDING), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder, StandardOpenOption.READ);
    }

    /**
     * Keeps the files of a revision. A file that {@code kept} has as well, byte for byte, is not written again.
     *
     * @param kept the files of a revision that may have been kept before
     */
    void store(Folder files, String revision, Folder kept) throws IOException {
        directory(folder);
        Path target = folder.resolve(revision);
        if (find(revision, folder).isPresent()) {
            return;
        }
        if (Files.exists(target)) {
            remove(target); // It was harmed since.
        }
        Path like = folder.resolve(PolicyFolder.revision(kept));
        Path aside = Files.createTempDirectory(folder, ".aside-");
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            Path path = aside.resolve(file.getKey());
            directories(aside, path);
            byte[] before = kept.files().get(file.getKey());
            if (before == null || !Arrays.equals(before, file.getValue()) || !link(like, file, path)) {
                Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                force(path, StandardOpenOption.WRITE);
            }
        }
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        force(folder, StandardOpenOption.READ);
    }

    private static boolean link(Path like, Map.Entry<String, byte[]> file, Path path) {
        Path existing = like.resolve(file.getKey());
        try {
            if (Arrays.equals(Files.readAllBytes(existing), file.getValue())) {
                Files.createLink(path, existing);
                return true;
            }
        } catch (IOException | UnsupportedOperationException e) {
            // Falls through: what cannot be linked is written.
        }
        return false;
    }

    /** The files of a revision, under the name of what they were made from; empty when they are not there unharmed. */
    Optional<Folder> find(String revision, Path original) {
        Problems problems = new Problems();
        Path kept = folder.resolve(revision);
        if (!Files.isDirectory(kept)) {
            return Optional.empty();
        }
        Folder found = PolicyFolder.read(kept, problems);
        return problems.isEmpty() && PolicyFolder.revision(found).equals(revision)
                ? Optional.of(new Folder(original.toString(), found.files()))
                : Optional.empty();
    }

    /** Removes what the standing does not name. */
    void sweep(Standing standing) throws IOException {
        Set<Path> wanted = Stream.of(Optional.of(STANDING), standing.current(), standing.previous())
                .flatMap(Optional::stream)
                .map(folder::resolve)
                .collect(java.util.stream.Collectors.toSet());
        List<Path> old;
        try (Stream<Path> entries = Files.list(folder)) {
            old = entries.filter(path -> !wanted.contains(path)).toList();
        }
        for (Path path : old) {
            remove(path);
        }
    }

    private static void remove(Path path) throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            tree.sorted(Comparator.reverseOrder()).forEach(LastGood::delete);
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
