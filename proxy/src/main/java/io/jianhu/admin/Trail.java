package io.jianhu.admin;

import io.jianhu.audit.Filter;
import io.jianhu.audit.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/** The audit's records, as the pages see them. */
final class Trail {

    private final Path directory;

    Trail(Path directory) {
        this.directory = directory;
    }

    /** The newest records that are wanted, newest first, each one JSON object. */
    List<String> newest(Filter filter, int limit) {
        ArrayDeque<String> newest = new ArrayDeque<>();
        try (Stream<String> records = Ledger.read(directory, filter)) {
            records.forEach(record -> {
                newest.addFirst(record);
                if (newest.size() > limit) {
                    newest.removeLast();
                }
            });
        } catch (IOException | UncheckedIOException unreadable) {
            throw new Refusal(503, "audit-unavailable", "audit: cannot be read");
        }
        return List.copyOf(newest);
    }
}
