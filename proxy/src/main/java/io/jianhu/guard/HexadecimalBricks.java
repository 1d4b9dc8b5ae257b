package io.jianhu.guard;

/** Hexadecimal digits in pairs, with at most one space between one pair and the next; not digits or letters alone. */
final class HexadecimalBricks implements Bricks {

    static final int COUNT = 24;
    private static final int LETTERS = 2;
    private static final int DIGITS = 8;

    private boolean odd;
    private boolean parted = true;
    private int letters;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public Step read(char character) {
        boolean digit = character < 0x80 && Character.digit(character, 16) >= 0;
        if (!digit) {
            boolean between = character == ' ' && !odd && !parted;
            odd = false;
            parted = true;
            return between ? Step.WITHIN : Step.BREAK;
        }
        letters = (odd ? letters : 0) + (character > '9' ? 1 : 0);
        odd = !odd;
        parted = false;
        return odd ? Step.BEGIN : Step.COMPLETE;
    }

    /** How many of the two are letters. */
    @Override
    public int kind() {
        return letters;
    }

    @Override
    public boolean isEncoded(int[] kinds, int changes) {
        return kinds[1] + 2 * kinds[2] >= LETTERS && 2 * kinds[0] + kinds[1] >= DIGITS;
    }
}
