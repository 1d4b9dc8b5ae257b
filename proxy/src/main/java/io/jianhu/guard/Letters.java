package io.jianhu.guard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The classes of code points that one expression tells apart: those of one class may stand at the same places. Numbered
 * from 0.
 */
final class Letters {

    private static final int ASCII = 0x80;
    private static final int RECENT = 64;

    /** All letters that another letter is the upper case of. */
    private static final int[] SMALL = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(codePoint -> Character.toUpperCase(codePoint) != codePoint)
            .toArray();

    /** Where the stretches of code points begin that are of one class, from 0 on. */
    private final int[] begins;

    private final char[] classes;
    private final char[] ascii = new char[ASCII];
    private final int count;
    /** The last code points looked up, each with its class; cells are written by many threads and always true. */
    private final int[] recent = new int[RECENT];

    /** @param places what may stand at each place */
    Letters(List<Syntax.One> places) {
        Set<Syntax.One> different = new LinkedHashSet<>(places);
        begins = begins(different);
        classes = new char[begins.length];
        Map<List<Boolean>, Integer> known = new HashMap<>();
        for (int i = 0; i < begins.length; i++) {
            int codePoint = begins[i];
            List<Boolean> where =
                    different.stream().map(one -> one.mayBe(codePoint)).toList();
            classes[i] = (char) (int) known.computeIfAbsent(where, unknown -> known.size());
        }
        count = known.size();
        for (int i = 0; i < ASCII; i++) {
            ascii[i] = search(i);
        }
    }

    private static int[] begins(Set<Syntax.One> different) {
        Set<Integer> begins = new TreeSet<>(Set.of(0));
        for (Syntax.One one : different) {
            for (Syntax.Range range : one.ranges()) {
                around(begins, range.first(), range.last());
            }
            if (!one.isIdeograph()) {
                for (int small : SMALL) {
                    if (one.mayBe(small)) {
                        around(begins, small, small);
                    }
                }
            }
        }
        return begins.stream().mapToInt(Integer::intValue).toArray();
    }

    private static void around(Set<Integer> begins, int first, int last) {
        begins.add(first);
        begins.add(last + 1);
    }

    /** How many classes there are. */
    int count() {
        return count;
    }

    /** The class of a code point. */
    int of(int codePoint) {
        if (codePoint < ASCII) {
            return ascii[codePoint];
        }
        if (codePoint > Character.MAX_VALUE) {
            return search(codePoint);
        }
        int known = recent[codePoint & (RECENT - 1)];
        if (known >>> Character.SIZE == codePoint) {
            return (char) known;
        }
        char found = search(codePoint);
        recent[codePoint & (RECENT - 1)] = codePoint << Character.SIZE | found;
        return found;
    }

    private char search(int codePoint) {
        int at = Arrays.binarySearch(begins, codePoint);
        return classes[at >= 0 ? at : -at - 2];
    }
}
