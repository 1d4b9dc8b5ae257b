package io.jianhu.loadtest.talk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the mock model does with a question; the question tells it, so that each can be met by another mood. */
public enum Mood {
    /** Answers. */
    WILLING,
    /** Never says anything. */
    MUTE,
    /** Falls silent in the middle of its answer, and leaves the connection open. */
    STALLED,
    /** Closes the connection in the middle of its answer. */
    CUT,
    /** Answers with status 500. */
    FAILING,
    /** Says what is not of its format. */
    BABBLING,
    /** Answers in pieces of one byte. */
    CRUMBLING;

    /** What of an answer is said. */
    public List<byte[]> spoken(List<byte[]> pieces) {
        return switch (this) {
            case STALLED, CUT -> pieces.subList(0, (pieces.size() + 1) / 2);
            case CRUMBLING -> crumbs(pieces);
            case WILLING, MUTE, FAILING, BABBLING -> pieces;
        };
    }

    private static List<byte[]> crumbs(List<byte[]> pieces) {
        List<byte[]> crumbs = new ArrayList<>();
        for (byte[] piece : pieces) {
            for (byte one : piece) {
                crumbs.add(new byte[] {one});
            }
        }
        return crumbs;
    }

    /** What stands behind the number of a question; nothing when there is nothing to tell. */
    public String mark() {
        return this == WILLING ? "" : "_" + name().toLowerCase(Locale.ROOT);
    }
}
