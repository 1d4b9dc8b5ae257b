package io.jianhu.guard;

import java.util.List;
import java.util.stream.Collectors;

/** The structure of an RE2 expression of bounded width; {@code toString} writes it as RE2 reads it. */
sealed interface Syntax {

    /** The least number of code points it matches. */
    long least();

    /** The greatest number of code points it matches. */
    long most();

    /** How many characters it has when every repetition is written out. */
    long size();

    /**
     * One code point.
     *
     * @param written as RE2 reads it
     * @param ranges pairs of first and last code point
     * @param negated whether it is any code point but those
     * @param loose whether any code point must be taken for possible, because the ranges do not say it all
     */
    record One(String written, List<Range> ranges, boolean negated, boolean loose) implements Syntax {
        public One {
            ranges = List.copyOf(ranges);
        }

        @Override
        public long least() {
            return 1;
        }

        @Override
        public long most() {
            return 1;
        }

        @Override
        public long size() {
            return 1;
        }

        /** Whether it is exactly one code point, in any letter case. */
        boolean isLiteral() {
            return !negated && !loose && ranges.size() == 1 && ranges.getFirst().first == ranges.getFirst().last;
        }

        /** Whether it is one ideograph, which has no other case, or says nothing of single code points. */
        boolean isIdeograph() {
            return loose || negated || (isLiteral() && Character.isIdeographic(ranges.getFirst().first));
        }

        /** Whether a normalised code point may match; true also for some that do not. */
        boolean mayBe(int codePoint) {
            if (loose) {
                return true;
            }
            if (negated) {
                return !within(codePoint);
            }
            int upper = Character.toUpperCase(codePoint);
            return within(codePoint) || (upper != codePoint && (within(upper) || within(Character.toLowerCase(upper))));
        }

        private boolean within(int codePoint) {
            for (int i = 0; i < ranges.size(); i++) {
                Range range = ranges.get(i);
                if (range.first <= codePoint && codePoint <= range.last) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return written;
        }
    }

    /** Code points from {@code first} to {@code last}. */
    record Range(int first, int last) {}

    /** One after the other. */
    record Sequence(List<Syntax> parts) implements Syntax {
        public Sequence {
            parts = List.copyOf(parts);
        }

        @Override
        public long least() {
            return parts.stream().mapToLong(Syntax::least).sum();
        }

        @Override
        public long most() {
            return parts.stream().mapToLong(Syntax::most).sum();
        }

        @Override
        public long size() {
            return parts.stream().mapToLong(Syntax::size).sum();
        }

        @Override
        public String toString() {
            return parts.stream().map(Syntax::toString).collect(Collectors.joining("", "(?:", ")"));
        }
    }

    /** One of several, the first preferred. */
    record Choice(List<Syntax> ways) implements Syntax {
        public Choice {
            ways = List.copyOf(ways);
        }

        @Override
        public long least() {
            return ways.stream().mapToLong(Syntax::least).min().orElse(0);
        }

        @Override
        public long most() {
            return ways.stream().mapToLong(Syntax::most).max().orElse(0);
        }

        @Override
        public long size() {
            return ways.stream().mapToLong(Syntax::size).sum();
        }

        @Override
        public String toString() {
            return ways.stream().map(Syntax::toString).collect(Collectors.joining("|", "(?:", ")"));
        }
    }

    /** The same from {@code from} to {@code to} times, more preferred unless {@code lazy}. */
    record Repeat(Syntax part, int from, int to, boolean lazy) implements Syntax {

        @Override
        public long least() {
            return Math.min(part.least() * from, Integer.MAX_VALUE);
        }

        @Override
        public long most() {
            return Math.min(part.most() * to, Integer.MAX_VALUE);
        }

        @Override
        public long size() {
            return Math.min(part.size() * to, Integer.MAX_VALUE);
        }

        @Override
        public String toString() {
            return "(?:" + part + "){" + from + "," + to + "}" + (lazy ? "?" : "");
        }
    }
}
