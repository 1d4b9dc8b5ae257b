package io.jianhu.guard;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The open beginnings of one expression in one reading, the earliest first, each with its state. One that comes to the
 * state of an earlier one is dropped: it ends whenever the earlier one does, and the earlier one comes first. So there
 * are never more than the expression is wide. When a state is not affordable, all go on as {@link Places}.
 */
final class Openings {

    private final Expression expression;
    private Automaton.State[] states = new Automaton.State[4];
    private int[] starts = new int[4];
    private Automaton.State[] nextStates = new Automaton.State[4];
    private int[] nextStarts = new int[4];
    private int[] met = new int[0];
    private int stamp;
    private boolean several;
    private int count;
    private int complete = Search.NOWHERE;
    private @Nullable Places places;

    Openings(Expression expression) {
        this.expression = expression;
    }

    /** The earliest beginning that may go on, or {@link Search#NOWHERE}. */
    int earliest() {
        if (places != null) {
            return places.earliest();
        }
        return count == 0 ? Search.NOWHERE : starts[0];
    }

    /** The earliest beginning that may have come to an end, or {@link Search#NOWHERE}. */
    int complete() {
        return places == null ? complete : places.complete();
    }

    /** How many there are, at most. */
    int size() {
        return places == null ? count : expression.size();
    }

    void clear() {
        count = 0;
        complete = Search.NOWHERE;
        places = null;
    }

    /** Reads one code point, with which a match may also begin unless one is certain to come. */
    void step(int codePoint, int at) {
        if (places != null) {
            places.step(codePoint, at);
            if (places.earliest() == Search.NOWHERE && places.complete() == Search.NOWHERE) {
                places = null;
            }
            return;
        }
        Automaton automaton = expression.automaton();
        Automaton.State start = automaton.start();
        if (start == null || !step(automaton, start, codePoint, at)) {
            Places slow = new Places(expression, complete);
            for (int i = 0; i < count; i++) {
                slow.open(states[i].places, starts[i]);
            }
            clear();
            places = slow;
            step(codePoint, at);
        }
    }

    /** Reads one code point, or changes nothing and says that a state is not affordable. */
    private boolean step(Automaton automaton, Automaton.State start, int codePoint, int at) {
        int letter = automaton.letter(codePoint);
        int before = complete;
        int kept = 0;
        several = count > 1 || (count == 1 && before == Search.NOWHERE);
        stamp++;
        for (int i = 0; i <= count; i++) {
            boolean begins = i == count;
            if (begins ? before != Search.NOWHERE : starts[i] > complete) {
                continue;
            }
            Automaton.State next = automaton.after(begins ? start : states[i], letter, codePoint);
            if (next == null) {
                complete = before;
                return false;
            }
            kept = keep(next, begins ? at : starts[i], kept);
        }
        count = kept;
        Automaton.State[] otherStates = states;
        states = nextStates;
        nextStates = otherStates;
        int[] otherStarts = starts;
        starts = nextStarts;
        nextStarts = otherStarts;
        return true;
    }

    private int keep(Automaton.State state, int start, int kept) {
        if (state.complete) {
            complete = Math.min(complete, start);
        }
        if (state.isDead() || (several && met(state.number))) {
            return kept;
        }
        if (kept == nextStates.length) {
            nextStates = Arrays.copyOf(nextStates, 2 * kept);
            nextStarts = Arrays.copyOf(nextStarts, 2 * kept);
        }
        nextStates[kept] = state;
        nextStarts[kept] = start;
        return kept + 1;
    }

    private boolean met(int number) {
        if (number >= met.length) {
            met = Arrays.copyOf(met, Math.max(2 * met.length, number + 8));
        }
        boolean before = met[number] == stamp;
        met[number] = stamp;
        return before;
    }
}
