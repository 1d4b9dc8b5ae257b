package io.jianhu.guard;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The deterministic automaton of one expression, made as texts are read: a state is a set of places (Rabin and Scott,
 * 1959). All readings share it. Its size is bounded by a budget; who asks for a state that is not affordable goes on with
 * sets of places.
 */
final class Automaton {

    /** How many transitions may be remembered, by all expressions together. */
    static final class Budget {

        private final AtomicInteger left;

        Budget(int transitions) {
            left = new AtomicInteger(transitions);
        }

        boolean take(int transitions) {
            return left.addAndGet(-transitions) >= 0;
        }
    }

    /** Where beginnings stand after the same characters. */
    static final class State {

        /** Counts up from 0. */
        final int number;
        /** The places that may come next; not to be written to. */
        final BitSet places;
        /** Whether a match may end here. */
        final boolean complete;

        private final AtomicReferenceArray<State> next;

        private State(int number, BitSet places, boolean complete, int letters) {
            this.number = number;
            this.places = places;
            this.complete = complete;
            next = new AtomicReferenceArray<>(letters);
        }

        /** Whether no match can come any more. */
        boolean isDead() {
            return places.isEmpty();
        }
    }

    private record Known(BitSet places, boolean complete) {}

    private final Expression expression;
    private final Budget budget;
    private final Map<Known, State> states = new HashMap<>();
    private volatile @Nullable Inside inside;

    /** What is made when the expression first begins. */
    private record Inside(Letters letters, State start) {}

    Automaton(Expression expression, Budget budget) {
        this.expression = expression;
        this.budget = budget;
    }

    /** The state before the first character, or null if it is not affordable. */
    @Nullable
    State start() {
        Inside made = inside;
        if (made == null) {
            made = begin();
        }
        return made == null ? null : made.start;
    }

    private synchronized @Nullable Inside begin() {
        Inside made = inside;
        if (made == null) {
            Letters letters = new Letters(expression.places());
            State start = state(letters, expression.first(), false);
            if (start == null) {
                return null;
            }
            made = new Inside(letters, start);
            inside = made;
        }
        return made;
    }

    /** The class of a code point, once there is a {@link #start}. */
    int letter(int codePoint) {
        Inside made = inside;
        if (made == null) {
            throw new IllegalStateException("no automaton has begun");
        }
        return made.letters.of(codePoint);
    }

    /** The state after a code point of a class, or null if it is not affordable. */
    @Nullable
    State after(State state, int letter, int codePoint) {
        State known = state.next.getAcquire(letter);
        return known == null ? make(state, letter, codePoint) : known;
    }

    private synchronized @Nullable State make(State state, int letter, int codePoint) {
        Inside made = inside;
        if (made == null) {
            throw new IllegalStateException("no automaton has begun");
        }
        BitSet places = new BitSet();
        boolean complete = false;
        for (int place = state.places.nextSetBit(0); place >= 0; place = state.places.nextSetBit(place + 1)) {
            if (expression.mayBe(place, codePoint)) {
                complete |= expression.mayEnd(place);
                places.or(expression.after(place));
            }
        }
        State next = state(made.letters, places, complete);
        if (next != null) {
            state.next.setRelease(letter, next);
        }
        return next;
    }

    private @Nullable State state(Letters letters, BitSet places, boolean complete) {
        Known key = new Known(places, complete);
        State state = states.get(key);
        if (state == null && budget.take(letters.count() + expression.size() / Integer.SIZE)) {
            state = new State(states.size(), places, complete, letters.count());
            states.put(key, state);
        }
        return state;
    }
}
