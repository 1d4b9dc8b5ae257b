package io.jianhu.guard;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A compiled expression: RE2, which says what matches, and beside it the position automaton of the same syntax (Glushkov,
 * 1961), which says character by character whether a match may still come.
 */
final class Expression {

    /** The greatest number of characters an expression may have when every repetition is written out. */
    static final int GREATEST_SIZE = 500;

    private final Pattern pattern;
    private final int width;
    private final List<Syntax.One> places = new ArrayList<>();
    private final List<BitSet> follow = new ArrayList<>();
    private final Ends ends;
    private final Automaton automaton;

    private Expression(Syntax syntax, Automaton.Budget budget) {
        pattern = Pattern.compile(syntax.toString(), Pattern.CASE_INSENSITIVE);
        width = (int) syntax.most();
        ends = lay(syntax);
        automaton = new Automaton(this, budget);
    }

    /** Why an expression cannot be used, or empty if it can. */
    static Optional<String> problem(String expression) {
        try {
            parse(expression);
            return Optional.empty();
        } catch (Unfit e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** An expression without problem, whose automaton grows within a budget. */
    static Expression of(String expression, Automaton.Budget budget) {
        try {
            return new Expression(parse(expression), budget);
        } catch (Unfit e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Syntax parse(String expression) throws Unfit {
        try {
            Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw new Unfit(e.getDescription() + ": " + expression + " (expected: RE2 syntax, no look-around)");
        }
        Syntax syntax = SyntaxReader.read(expression);
        if (syntax.least() == 0) {
            throw new Unfit("matches where nothing stands (expected: at least one character that must be there)");
        }
        if (syntax.size() > GREATEST_SIZE) {
            throw new Unfit("too wide: " + syntax.size()
                    + " characters with every repetition written out (expected: at most " + GREATEST_SIZE + ")");
        }
        return syntax;
    }

    /** The greatest number of code points that an expression without problem matches. */
    static int width(String expression) {
        try {
            return (int) parse(expression).most();
        } catch (Unfit e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The greatest number of code points it matches. */
    int width() {
        return width;
    }

    /** How many characters match from the beginning of {@code text} on; 0 if none do. */
    int match(String text) {
        com.google.re2j.Matcher matcher = pattern.matcher(text);
        return matcher.lookingAt() ? matcher.end() : 0;
    }

    /** How many places the automaton has. */
    int size() {
        return places.size();
    }

    /** The places a match may begin with. */
    BitSet first() {
        return ends.first;
    }

    /** Whether a match may end with this place. */
    boolean mayEnd(int place) {
        return ends.last.get(place);
    }

    /** The places that may come after this one. */
    BitSet after(int place) {
        return follow.get(place);
    }

    /** Whether a code point may stand at this place. */
    boolean mayBe(int place, int codePoint) {
        return places.get(place).mayBe(codePoint);
    }

    /** Whether a match may begin with a code point. */
    boolean mayBegin(int codePoint) {
        for (int place = ends.first.nextSetBit(0); place >= 0; place = ends.first.nextSetBit(place + 1)) {
            if (mayBe(place, codePoint)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a match may be this one code point. */
    boolean mayBe(int codePoint) {
        for (int place = ends.first.nextSetBit(0); place >= 0; place = ends.first.nextSetBit(place + 1)) {
            if (mayEnd(place) && mayBe(place, codePoint)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a match may begin with two code points. */
    boolean mayBegin(int first, int second) {
        for (int place = ends.first.nextSetBit(0); place >= 0; place = ends.first.nextSetBit(place + 1)) {
            if (mayBe(place, first) && after(place).stream().anyMatch(next -> mayBe(next, second))) {
                return true;
            }
        }
        return false;
    }

    /** The deterministic automaton of the same places. */
    Automaton automaton() {
        return automaton;
    }

    /** All code points that may stand at some place, by place. */
    List<Syntax.One> places() {
        return places;
    }

    /** The places at which some part of an expression may begin and end, and whether it may be left out. */
    private record Ends(BitSet first, BitSet last, boolean empty) {}

    private Ends lay(Syntax syntax) {
        return switch (syntax) {
            case Syntax.One one -> {
                BitSet place = new BitSet();
                place.set(places.size());
                places.add(one);
                follow.add(new BitSet());
                yield new Ends(place, place, false);
            }
            case Syntax.Sequence sequence -> {
                Ends sum = new Ends(new BitSet(), new BitSet(), true);
                for (Syntax part : sequence.parts()) {
                    sum = join(sum, lay(part));
                }
                yield sum;
            }
            case Syntax.Choice choice -> {
                BitSet first = new BitSet();
                BitSet last = new BitSet();
                boolean empty = false;
                for (Syntax way : choice.ways()) {
                    Ends other = lay(way);
                    first.or(other.first);
                    last.or(other.last);
                    empty |= other.empty;
                }
                yield new Ends(first, last, empty);
            }
            case Syntax.Repeat repeat -> repeat(repeat);
        };
    }

    /** Each repetition follows the one before it; the first ones cannot end a match, unless they may be left out. */
    private Ends repeat(Syntax.Repeat repeat) {
        int from = repeat.part().least() == 0 ? 0 : repeat.from();
        Ends sum = new Ends(new BitSet(), new BitSet(), from == 0);
        BitSet before = new BitSet();
        for (int i = 0; i < repeat.to(); i++) {
            Ends next = lay(repeat.part());
            if (i == 0) {
                sum.first.or(next.first);
            } else {
                link(before, next.first);
            }
            before = next.last;
            if (i + 1 >= from) {
                sum.last.or(next.last);
            }
        }
        return sum;
    }

    private void link(BitSet from, BitSet to) {
        for (int place = from.nextSetBit(0); place >= 0; place = from.nextSetBit(place + 1)) {
            follow.get(place).or(to);
        }
    }

    private Ends join(Ends left, Ends right) {
        link(left.last, right.first);
        BitSet first = (BitSet) left.first.clone();
        if (left.empty) {
            first.or(right.first);
        }
        BitSet last = (BitSet) right.last.clone();
        if (right.empty) {
            last.or(left.last);
        }
        return new Ends(first, last, left.empty && right.empty);
    }
}
