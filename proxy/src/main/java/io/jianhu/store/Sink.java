package io.jianhu.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of a file, where bytes are put. */
interface Sink extends Closeable {

    void write(ByteBuffer bytes) throws IOException;

    void force() throws IOException;

    void truncate(long length) throws IOException;

    /** Opens a file that exists at its end. */
    @FunctionalInterface
    interface Opener {
        Sink open(Path file) throws IOException;
    }

    /** A file of the operating system. */
    static Sink file(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new Sink() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void truncate(long length) throws IOException {
                channel.truncate(length);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
