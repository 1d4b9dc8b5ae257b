package io.jianhu.guard;

/** In how many readings of one page sights wait for others. Asked at every character. */
final class Unsettled {

    private int readings;

    void begin() {
        readings++;
    }

    void end() {
        readings--;
    }

    boolean any() {
        return readings > 0;
    }
}
