package io.jianhu.guard;

/** Base64, also as in addresses: letters of both cases and digits in turn, as no word or path has them. */
final class Base64Bricks implements Bricks {

    static final int COUNT = 40;
    private static final int LETTERS = 5;
    private static final int DIGITS = 3;
    private static final int CHANGES = 16;

    private int kind;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public Step read(char character) {
        if (character >= 'A' && character <= 'Z') {
            kind = 1;
        } else if (character >= 'a' && character <= 'z') {
            kind = 2;
        } else if (character >= '0' && character <= '9') {
            kind = 3;
        } else if (character == '+' || character == '/' || character == '-' || character == '_') {
            kind = 0;
        } else {
            return Step.BREAK;
        }
        return Step.WHOLE;
    }

    @Override
    public int kind() {
        return kind;
    }

    @Override
    public boolean isEncoded(int[] kinds, int changes) {
        return kinds[1] >= LETTERS && kinds[2] >= LETTERS && kinds[3] >= DIGITS && changes >= CHANGES;
    }
}
