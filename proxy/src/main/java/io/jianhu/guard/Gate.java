package io.jianhu.guard;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which expressions may begin with a character, and which of them go on with the one after it. What is asked for is
 * remembered and shared by all readings.
 */
final class Gate {

    private static final int CHARACTERS = 0x10000;
    private static final int[] NONE = new int[0];

    private final List<Plan.Sought> expressions;
    private final AtomicReferenceArray<Row> rows;
    private final Row beyond;
    private final Row nothing;

    Gate(List<Plan.Sought> expressions) {
        this.expressions = expressions;
        rows = new AtomicReferenceArray<>(expressions.isEmpty() ? 0 : CHARACTERS);
        int[] all = IntStream.range(0, expressions.size()).toArray();
        beyond = new Row(CHARACTERS, all, all);
        nothing = new Row(0, NONE, NONE);
    }

    /** What may begin with a code point. */
    Row row(int codePoint) {
        if (codePoint >= CHARACTERS) {
            return beyond;
        }
        Row known = rows.getAcquire(codePoint);
        if (known == null) {
            known = make(codePoint);
            rows.setRelease(codePoint, known);
        }
        return known;
    }

    private Row make(int codePoint) {
        int[] beginners = those(beyond.beginners, number -> expression(number).mayBegin(codePoint));
        int[] atOnce = those(beginners, number -> expression(number).mayBe(codePoint));
        return beginners.length == 0 ? nothing : new Row(codePoint, beginners, atOnce);
    }

    private Expression expression(int number) {
        return expressions.get(number).expression();
    }

    private static int[] those(int[] numbers, IntPredicate fits) {
        int[] left = IntStream.of(numbers).filter(fits).toArray();
        return left.length == 0 ? NONE : left;
    }

    /** The expressions that may begin with one code point. */
    final class Row {

        private static final int MOST = 1024;

        private final int first;
        private final int[] beginners;
        private final int[] atOnce;
        private volatile Seconds seconds = new Seconds(16);

        private Row(int first, int[] beginners, int[] atOnce) {
            this.first = first;
            this.beginners = beginners;
            this.atOnce = atOnce;
        }

        /** All of them, in order; not to be written to. */
        int[] beginners() {
            return beginners;
        }

        /** Those that must be asked at once, because the code point may be all they match; not to be written to. */
        int[] atOnce() {
            return atOnce;
        }

        /** Those that may go on with a second code point; not to be written to. */
        int[] before(int second) {
            if (atOnce.length == beginners.length) {
                return NONE;
            }
            Seconds known = seconds;
            int cell = known.cell(second);
            return known.characters[cell] == second + 1 ? known.numbers[cell] : learn(second);
        }

        private synchronized int[] learn(int second) {
            Seconds known = seconds;
            if (known.count == MOST) {
                return beginners;
            }
            int[] numbers = those(beginners, number -> expression(number).mayBegin(first, second));
            seconds = known.with(second, numbers);
            return numbers;
        }
    }

    /** What was learnt of second code points: an open hash table that is never changed once it is shared. */
    private static final class Seconds {

        final int[] characters;
        final int[][] numbers;
        int count;

        Seconds(int size) {
            characters = new int[size];
            numbers = new int[size][];
            Arrays.fill(numbers, NONE);
        }

        int cell(int second) {
            int mask = characters.length - 1;
            int cell = (second ^ (second >>> 6)) & mask;
            while (characters[cell] != 0 && characters[cell] != second + 1) {
                cell = (cell + 1) & mask;
            }
            return cell;
        }

        Seconds with(int second, int[] found) {
            Seconds more = new Seconds(4 * (count + 1) > characters.length ? 2 * characters.length : characters.length);
            for (int i = 0; i < characters.length; i++) {
                if (characters[i] != 0) {
                    more.put(characters[i] - 1, numbers[i]);
                }
            }
            more.put(second, found);
            return more;
        }

        private void put(int second, int[] found) {
            int cell = cell(second);
            characters[cell] = second + 1;
            numbers[cell] = found;
            count++;
        }
    }
}
