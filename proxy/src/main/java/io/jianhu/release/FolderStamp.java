package io.jianhu.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the file system says of files without reading them, so that a quiet directory costs little. The time of the last
 * change of a file's state cannot be set back by a program; but two changes within one tick of the clock look alike, so
 * that files that changed a moment ago have no stamp yet.
 */
final class FolderStamp {
    private static final Duration TICK = Duration.ofSeconds(2);

    private FolderStamp() {}

    /** The stamp of a policy directory; empty when only reading the files can tell whether they changed. */
    static Optional<String> of(Path directory, Instant now) {
        try {
            Path root = PolicyFolder.root(directory);
            return ofFiles(PolicyFolder.list(root), now).map(stamp -> root + "\n" + stamp);
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The stamp of some files, links followed. */
    static Optional<String> ofFiles(List<Path> files, Instant now) {
        StringBuilder stamp = new StringBuilder();
        try {
            for (Path file : files) {
                Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
                if (!(attributes.get("ctime") instanceof FileTime changed)
                        || changed.toInstant().isAfter(now.minus(TICK))) {
                    return Optional.empty();
                }
                stamp.append(file).append('\0').append(attributes.get("dev")).append('\0');
                stamp.append(attributes.get("ino")).append('\0').append(attributes.get("size"));
                stamp.append('\0').append(attributes.get("lastModifiedTime")).append('\0');
                stamp.append(changed).append('\n');
            }
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
        return Optional.of(stamp.toString());
    }
}
