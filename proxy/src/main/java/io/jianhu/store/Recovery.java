package io.jianhu.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes the last file of a directory fit to be written on. A torn tail, which is all that a crash leaves, is cut off and
 * stands beside it, in a file whose name ends in {@code .torn}. What has whole records behind it is no torn tail but
 * damage: nothing is cut, because what was kept would be lost.
 */
final class Recovery {

    private static final System.Logger LOG = System.getLogger("io.jianhu.store");

    private Recovery() {}

    /** @throws IOException when the last file is damaged, or cannot be read or written */
    static Format.Found of(Path directory, Format format) throws IOException {
        List<Path> files = Segments.list(directory, format.ending());
        long spoilt = 0;
        long torn = 0;
        for (int i = files.size() - 1; i >= 0; i--) {
            Scan scan = scan(files.get(i), format);
            if (i == files.size() - 1) {
                torn = cut(files.get(i), scan.end(), format);
            }
            spoilt += scan.spoilt();
            if (scan.last().isPresent()) {
                return new Format.Found(scan.last(), spoilt, torn);
            }
        }
        return new Format.Found(Optional.empty(), spoilt, torn);
    }

    /** That a file has lost something of what was kept in it. */
    static IOException damaged(Path file, long at) {
        return new IOException(file + ": damaged at byte " + at + ", and records stand behind it"
                + " (expected: the file from a backup, or moved away to go on without all that it holds)");
    }

    /**
     * @param spoilt how many stand behind the last whole record that were written to their end
     * @param end where the last of either ends
     */
    private record Scan(Optional<byte[]> last, long spoilt, long end) {}

    private static Scan scan(Path file, Format format) throws IOException {
        Optional<byte[]> last = Optional.empty();
        byte[] head = format.head();
        try (BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            if (!Arrays.equals(in.readNBytes(head.length), head)) {
                return new Scan(last, 0, 0);
            }
            long position = head.length;
            long end = head.length;
            long spoilt = 0;
            long broken = 0;
            while (true) {
                switch (format.read(in)) {
                    case Format.Frame.Whole whole -> {
                        position += whole.bytes().length;
                        end = position;
                        last = Optional.of(whole.bytes());
                        spoilt = 0;
                    }
                    case Format.Frame.Broken next -> {
                        position += next.length();
                        if (next.ended()) {
                            end = position;
                            spoilt++;
                            broken++;
                        }
                    }
                    case Format.Frame.End() -> {
                        if (broken > 0) {
                            LOG.log(Level.ERROR, "journal: " + file + ": records that are not as written: " + broken);
                        }
                        return new Scan(last, spoilt, end);
                    }
                }
            }
        }
    }

    private static long cut(Path file, long end, Format format) throws IOException {
        long length = Files.size(file);
        if (length == end) {
            return 0;
        }
        if (format.holdsRecord(rest(file, end, length))) {
            throw damaged(file, end);
        }
        Segments.keepTail(file, end);
        try (Sink sink = Sink.file(file)) {
            sink.truncate(end);
            sink.force();
        }
        LOG.log(
                Level.WARNING,
                "journal: " + file + ": its last " + (length - end) + " bytes were not written to their end;"
                        + " they stand in " + file.getFileName() + ".torn now");
        return length - end;
    }

    private static ByteBuffer rest(Path file, long from, long to) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(MapMode.READ_ONLY, from, Math.min(Integer.MAX_VALUE, to - from));
        }
    }
}
