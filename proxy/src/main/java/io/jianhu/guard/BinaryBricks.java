package io.jianhu.guard;

/** Groups of eight binary digits, with at most one space between one and the next. */
final class BinaryBricks implements Bricks {

    static final int COUNT = 6;
    private static final int DIGITS = 8;
    private static final int LEAST = 3;

    private int digits;
    private int ones;
    private boolean parted = true;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public Step read(char character) {
        if (character != '0' && character != '1') {
            boolean between = character == ' ' && digits == 0 && !parted;
            digits = 0;
            parted = true;
            return between ? Step.WITHIN : Step.BREAK;
        }
        parted = false;
        ones = (digits == 0 ? 0 : ones) + (character == '1' ? 1 : 0);
        digits = (digits + 1) % DIGITS;
        return digits == 1 ? Step.BEGIN : digits == 0 ? Step.COMPLETE : Step.WITHIN;
    }

    /** Whether both digits occur in the group. */
    @Override
    public int kind() {
        return ones > 0 && ones < DIGITS ? 1 : 0;
    }

    @Override
    public boolean isEncoded(int[] kinds, int changes) {
        return kinds[1] >= LEAST;
    }
}
