package io.jianhu.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a writer finds in a directory it opens. The last file is cut behind its last whole record; what is cut off stands
 * beside it, in a file whose name ends in {@code .torn}.
 *
 * @param last the last whole record as it stands in its file
 * @param cut how many bytes were cut off
 */
record Recovery(Optional<byte[]> last, long cut) {

    static Recovery of(Path directory, Format format) throws IOException {
        List<Path> files = Segments.list(directory, format.ending());
        long cut = 0;
        for (int i = files.size() - 1; i >= 0; i--) {
            Scan scan = scan(files.get(i), format);
            if (i == files.size() - 1) {
                cut = cut(files.get(i), scan.end());
            }
            if (scan.last().isPresent()) {
                return new Recovery(scan.last(), cut);
            }
        }
        return new Recovery(Optional.empty(), cut);
    }

    private record Scan(Optional<byte[]> last, long end) {}

    private static Scan scan(Path file, Format format) throws IOException {
        Optional<byte[]> last = Optional.empty();
        long head = format.head().length;
        if (Files.size(file) < head) {
            return new Scan(last, 0);
        }
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.skipNBytes(head);
            long position = head;
            long end = head;
            while (true) {
                switch (format.read(in)) {
                    case Format.Frame.Whole whole -> {
                        position += whole.bytes().length;
                        end = position;
                        last = Optional.of(whole.bytes());
                    }
                    case Format.Frame.Broken broken -> position += broken.length();
                    case Format.Frame.End() -> {
                        return new Scan(last, end);
                    }
                }
            }
        }
    }

    private static long cut(Path file, long end) throws IOException {
        long length = Files.size(file);
        if (length == end) {
            return 0;
        }
        Segments.keepTail(file, end);
        try (Sink sink = Sink.file(file)) {
            sink.truncate(end);
            sink.force();
        }
        return length - end;
    }
}
