package io.jianhu.store;

import java.io.BufferedInputStream;
import java.io.IOException;
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

    /** Goes on behind this frame, the last that is known to be kept, or at the beginning. */
    void resume(Optional<byte[]> last);

    /** A record that tells later readers that something was cut off or given up, if the format has such a thing. */
    Optional<byte[]> recovered(Loss loss, long bytes);

    /** Reads what stands next in a file, behind its head. */
    Frame read(BufferedInputStream in) throws IOException;

    /** Why a journal does not go on where it stopped writing. */
    enum Loss {
        /** The last file ended within a record. */
        TORN_TAIL,
        /** A write or a force failed and its file was given up. */
        FAILED_WRITE
    }

    /** What stands at one place of a file. */
    sealed interface Frame {

        /**
         * A whole record.
         *
         * @param bytes as it stands in the file
         * @param record what was appended
         */
        record Whole(byte[] bytes, byte[] record) implements Frame {}

        /** Something that is not a record, behind which reading can go on. */
        record Broken(long length) implements Frame {}

        /** The end of the file, or of what can be read of it. */
        record End() implements Frame {}
    }
}
