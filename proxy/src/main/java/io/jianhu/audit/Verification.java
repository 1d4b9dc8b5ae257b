package io.jianhu.audit;

import java.util.List;
import java.util.Optional;

/**
 * What an examination of a ledger found. By itself a ledger shows that no record between the first and the last one was
 * changed, added, moved or taken away by somebody who did not write the rest anew. Only a checkpoint shows that none is
 * missing before the first or behind the last, and that it is what the gateway wrote.
 *
 * @param good how many records are as they were written, up to the fault if there is one
 * @param first the number of the first record, 0 when there is none
 * @param last the number of the last good record, 0 when there is none
 * @param hash the hash of the last good record, 64 zeros when there is none
 * @param fault the first bad record
 * @param lost records that are missing, as far as the first bad one
 * @param proof what the ledger was compared with
 * @param checkpoint the newest that it was compared with
 */
public record Verification(
        long good,
        long first,
        long last,
        String hash,
        Optional<Fault> fault,
        List<Lost> lost,
        Proof proof,
        Optional<Checkpoint> checkpoint) {

    public Verification {
        lost = List.copyOf(lost);
    }

    public boolean isClean() {
        return fault.isEmpty() && lost.isEmpty() && proof != Proof.FORGED;
    }

    /** Missing records, by the numbers of the first and the last. */
    public record Lost(long from, long to) {}

    /** What a ledger can be compared with. */
    public enum Proof {
        /** There is no checkpoint. */
        NONE,
        /** A checkpoint of which nobody knows who wrote it, because there is no key. */
        UNPROVEN,
        /** A checkpoint that the gateway wrote. */
        PROVEN,
        /** Something in the place of a checkpoint that the gateway did not write. */
        FORGED
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
        TORN_TAIL,
        /** It is not the record that the gateway noted in a checkpoint. */
        REWRITTEN,
        /** The oldest file is empty, and no other begins with the first record of all. */
        MISSING
    }
}
