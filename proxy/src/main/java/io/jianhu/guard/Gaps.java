package io.jianhu.guard;

import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The phrases with gaps that have begun in one reading and may still be completed. For each end of a phrase the earliest
 * beginning counts.
 */
final class Gaps {

    private static final int NOWHERE = Integer.MAX_VALUE;

    /** A phrase of which the pieces before {@code next} were read, the last of them up to {@code end}. */
    private static final class Begun {
        final Phrases.Gapped phrase;
        final int next;
        final int end;
        final int from;
        final int start;
        final int sentence;
        /** The first index after {@link #end} at which a sentence ended: the next piece begins there at the latest. */
        int barrier = NOWHERE;

        Begun(Phrases.Gapped phrase, int next, int end, int from, int start, int sentence) {
            this.phrase = phrase;
            this.next = next;
            this.end = end;
            this.from = from;
            this.start = start;
            this.sentence = sentence;
        }

        /** The last index at which the next piece may begin. */
        int latest() {
            return Math.min(end + Phrases.WIDEST_GAP, barrier);
        }
    }

    private final List<Begun> begun = new ArrayList<>();
    /**
     * Takes a piece that was read.
     *
     * @param from the index of its first normalised character; its last is the last one of {@code recent}
     * @return the whole phrase, if this completes it
     */
    @Nullable
    Sight piece(Phrases.Part.Piece piece, int from, Recent recent) {
        int end = recent.count();
        if (piece.number() == 0) {
            begun.add(new Begun(piece.phrase(), 1, end, from, recent.start(from), recent.sentence(from)));
            return null;
        }
        Begun earliest = null;
        for (Begun one : begun) {
            if (one.next == piece.number()
                    && one.end <= from
                    && from <= one.latest()
                    && (earliest == null || one.from < earliest.from)
                    && one.phrase.equals(piece.phrase())) {
                earliest = one;
            }
        }
        if (earliest == null) {
            return null;
        }
        if (piece.number() + 1 < piece.phrase().pieces().size()) {
            begun.add(new Begun(
                    piece.phrase(), piece.number() + 1, end, earliest.from, earliest.start, earliest.sentence));
            return null;
        }
        return new Sight(
                piece.phrase().use(),
                new Span(earliest.start, recent.end(end - 1)),
                earliest.sentence,
                recent.sentence(end - 1));
    }

    /** Takes note of the last character of {@code recent}, and forgets what can no longer be completed. */
    void passed(char character, Recent recent) {
        if (begun.isEmpty()) {
            return;
        }
        int count = recent.count();
        boolean ended = Recent.endsSentence(character);
        for (Iterator<Begun> each = begun.iterator(); each.hasNext(); ) {
            Begun one = each.next();
            if (ended && one.end < count && one.barrier == NOWHERE) {
                one.barrier = count - 1;
            }
            if (one.latest() + one.phrase.pieces().get(one.next).length() <= count) {
                each.remove();
            }
        }
    }

    /** Where the earliest phrase that may still become a finding begins in the text, or {@code none}. */
    int earliest(int none) {
        int earliest = none;
        for (Begun one : begun) {
            if (!one.phrase.use().takesBack()) {
                earliest = Math.min(earliest, one.start);
            }
        }
        return earliest;
    }

    /** The earliest sentence in which a phrase begins that may still be completed, or {@code none}. */
    int earliestSentence(int none) {
        int earliest = none;
        for (Begun one : begun) {
            earliest = Math.min(earliest, one.sentence);
        }
        return earliest;
    }
}
