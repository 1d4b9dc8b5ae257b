package io.jianhu.guard;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where sights come from that may be certain only after more text than they cover: the numbers of expressions, lookouts
 * and joins, and whether complete sentences. All other sights are certain when their last character is read.
 */
record Sources(int[] expressions, int[] lookouts, int[] joins, boolean sentence) {

    static final Sources NONE = new Sources(new int[0], new int[0], new int[0], false);

    /** Sentences, of which the last is complete only when the text is. */
    static final Sources SENTENCES = new Sources(new int[0], new int[0], new int[0], true);

    static Sources expression(int number) {
        return new Sources(new int[] {number}, new int[0], new int[0], false);
    }

    static Sources lookout(int number) {
        return new Sources(new int[0], new int[] {number}, new int[0], false);
    }

    static Sources join(int number) {
        return new Sources(new int[0], new int[0], new int[] {number}, false);
    }

    /** All of several. */
    static Sources of(List<Sources> several) {
        return new Sources(
                several.stream()
                        .flatMapToInt(one -> IntStream.of(one.expressions))
                        .toArray(),
                several.stream().flatMapToInt(one -> IntStream.of(one.lookouts)).toArray(),
                several.stream().flatMapToInt(one -> IntStream.of(one.joins)).toArray(),
                several.stream().anyMatch(Sources::sentence));
    }

    boolean isEmpty() {
        return !sentence && expressions.length + lookouts.length + joins.length == 0;
    }
}
