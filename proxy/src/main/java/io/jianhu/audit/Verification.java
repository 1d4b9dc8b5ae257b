package io.jianhu.audit;

import java.util.Optional;

/**
 * What an examination of a ledger found. It shows that no record between the first and the last one was changed, added,
 * moved or taken away. That records are missing before the first or behind the last can only be seen by comparing
 * {@code first}, {@code last} and {@code hash} with what was noted elsewhere.
 *
 * @param good how many records are as they were written, up to the fault if there is one
 * @param first the number of the first record, 0 when there is none
 * @param last the number of the last good record, 0 when there is none
 * @param hash the hash of the last good record, 64 zeros when there is none
 * @param fault the first bad record
 */
public record Verification(long good, long first, long last, String hash, Optional<Fault> fault) {

    public boolean isClean() {
        return fault.isEmpty();
    }

    /**
     * A bad record.
     *
     * @param file the name of its file
     * @param line its line in the file, from 1
     * @param number the number it has or ought to have, or -1 when nobody can know
     */
    public record Fault(String file, long line, long number, Kind kind) {}

    /** What is wrong with a record. */
    public enum Kind {
        /** It is not what its hash was made of. */
        BAD_HASH,
        /** It does not name the hash of the record before it. */
        BROKEN_CHAIN,
        /** Its number does not follow that of the record before it. */
        GAP,
        /** The file ends within it. */
        TORN_TAIL
    }
}
