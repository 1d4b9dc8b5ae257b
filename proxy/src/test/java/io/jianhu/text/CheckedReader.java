package io.jianhu.text;

import static org.assertj.core.api.Assertions.assertThat;

/** A normaliser that is watched: places in order and inside the text, nothing said that was reported as waiting no more. */
final class CheckedReader {

    private final Spelling spelling;
    private final Normaliser normaliser;
    private int read;
    private int said;
    private int waited;

    CheckedReader(Spelling spelling) {
        this.spelling = spelling;
        normaliser = new Normaliser(spelling, this::accept);
    }

    private void accept(int codePoint, int start, int end) {
        assertThat(Character.isValidCodePoint(codePoint)).isTrue();
        assertThat(start).isBetween(Math.max(said, waited), end - 1);
        assertThat(end).isLessThanOrEqualTo(read);
        said = start;
    }

    void read(String piece) {
        read += piece.length();
        normaliser.read(piece);
        assertThat(normaliser.waiting(spelling)).isBetween(Math.max(waited, said), read);
        waited = normaliser.waiting(spelling);
    }

    void end() {
        normaliser.end();
        assertThat(normaliser.waiting(spelling)).isEqualTo(read);
    }

    int position() {
        return normaliser.position();
    }
}
