package io.jianhu.guard;

/** Dots and dashes in groups of at most six, parted by one to three spaces or slashes. */
final class MorseBricks implements Bricks {

    static final int COUNT = 24;
    /** How many characters may part two groups. */
    static final int WIDEST = 3;

    private static final int GROUP = 6;
    private static final int LEAST = 4;

    private int group;
    private int parting;
    private int kind;

    @Override
    public int count() {
        return COUNT;
    }

    @Override
    public Step read(char character) {
        switch (character) {
            case '.', '·' -> kind = 1;
            case '-', '—' -> kind = 2;
            case ' ', '/' -> {
                group = 0;
                return ++parting <= WIDEST ? Step.WITHIN : Step.BREAK;
            }
            default -> {
                group = 0;
                return Step.BREAK;
            }
        }
        parting = 0;
        return ++group <= GROUP ? Step.WHOLE : Step.BREAK;
    }

    @Override
    public int kind() {
        return kind;
    }

    @Override
    public boolean isEncoded(int[] kinds, int changes) {
        return kinds[1] >= LEAST && kinds[2] >= LEAST;
    }
}
