package io.jianhu;

/** A number of things, in words: {@code 1 file}, {@code 2 files}. */
final class Count {

    private Count() {}

    /** @param thing one of them */
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
