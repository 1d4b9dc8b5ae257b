package io.jianhu.wire;

/**
 * How much a dialect reads, in bytes.
 *
 * @param question a whole request
 * @param event one event of a stream, and each of its lines
 * @param answer an answer that comes as one document
 */
public record Caps(int question, int event, int answer) {

    /** 1 MiB, 64 KiB and 8 MiB. */
    public static final Caps DEFAULT = new Caps(1 << 20, 1 << 16, 1 << 23);

    public Caps {
        if (question < 1 || event < 1 || answer < 1) {
            throw new IllegalArgumentException("caps (expected: 1 byte or more)");
        }
    }
}
