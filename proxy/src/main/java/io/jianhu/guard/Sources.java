package io.jianhu.guard;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where sights come from that may be certain only after more text than they cover: the numbers of expressions, lookouts
 * and joins. All other sights are certain when their last character is read.
 */
record Sources(int[] expressions, int[] lookouts, int[] joins) {

    static final Sources NONE = new Sources(new int[0], new int[0], new int[0]);

    static Sources expression(int number) {
        return new Sources(new int[] {number}, new int[0], new int[0]);
    }

    static Sources lookout(int number) {
        return new Sources(new int[0], new int[] {number}, new int[0]);
    }

    static Sources join(int number) {
        return new Sources(new int[0], new int[0], new int[] {number});
    }

    /** All of several. */
    static Sources of(List<Sources> several) {
        return new Sources(
                several.stream().flatMapToInt(one -> IntStream.of(one.expressions)).toArray(),
                several.stream().flatMapToInt(one -> IntStream.of(one.lookouts)).toArray(),
                several.stream().flatMapToInt(one -> IntStream.of(one.joins)).toArray());
    }

    boolean isEmpty() {
        return expressions.length + lookouts.length + joins.length == 0;
    }
}
