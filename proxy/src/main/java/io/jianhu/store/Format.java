package io.jianhu.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How records stand in the files of a {@link FileJournal}. A format may number or chain its records: the one writer asks
 * for them in the order of the file.
 */
public interface Format {

    /** How the names of the files end, without the dot. */
    String ending();

    /** What every file begins with, possibly nothing. */
    byte[] head();

    /** A record as it stands in the file, behind everything framed since {@link #resume}. */
    byte[] frame(byte[] record);

    /** Goes on behind what a writer found; the records, if any, that tell later readers what was amiss. */
    List<byte[]> begin(Found found) throws IOException;

    /** Goes on behind this frame, the last that is known to be kept, or at the beginning. */
    void resume(Optional<byte[]> last);

    /** Is told, on the one writer, that this frame and all before it are on the disk. */
    default void kept(byte[] last) {}

    /**
     * Is told, on the one writer, that the files before this one are old enough to be deleted.
     *
     * @return whether they may go
     */
    default boolean retires(Path before) {
        return true;
    }

    /** A record that tells later readers that a file with this many unkept bytes was given up, if there is such a thing. */
    Optional<byte[]> givenUp(long bytes);

    /** Reads what stands next in a file, behind its head. */
    Frame read(BufferedInputStream in) throws IOException;

    /** Whether a whole record stands anywhere in what cannot be read: no crash leaves one behind what it has torn. */
    boolean holdsRecord(ByteBuffer unreadable);

    /**
     * What a writer finds in a directory that it opens.
     *
     * @param last the last whole record as it stands in its file
     * @param spoilt how many stand behind it that were written to their end and are not as they were written
     * @param torn how many bytes of a record that was not written to its end were cut off
     */
    record Found(Optional<byte[]> last, long spoilt, long torn) {}

    /** What stands at one place of a file. */
    sealed interface Frame {

        /**
         * A whole record.
         *
         * @param bytes as it stands in the file
         * @param record what was appended
         */
        record Whole(byte[] bytes, byte[] record) implements Frame {}

        /**
         * Something that is not a record, behind which reading can go on.
         *
         * @param ended whether it was written to its end, so that no crash explains it
         */
        record Broken(long length, boolean ended) implements Frame {}

        /** The end of the file, or of what can be read of it. */
        record End() implements Frame {}
    }
}
