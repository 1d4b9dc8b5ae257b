package io.jianhu.guard;

/** Triplets such as {@code %E4} in a row. */
final class PercentBricks implements Bricks {

    static final int COUNT = 8;

    private int read;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public Step read(char character) {
        boolean digit = character < 0x80 && Character.digit(character, 16) >= 0;
        if (read > 0 && digit) {
            read = (read + 1) % 3;
            return read == 0 ? Step.COMPLETE : Step.WITHIN;
        }
        boolean broken = read > 0;
        read = character == '%' ? 1 : 0;
        if (read == 0) {
            return Step.BREAK;
        }
        return broken ? Step.BREAK_AND_BEGIN : Step.BEGIN;
    }

    @Override
    public int kind() {
        return 0;
    }

    @Override
    public boolean isEncoded(int[] kinds, int changes) {
        return true;
    }
}
