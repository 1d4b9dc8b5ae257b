package io.jianhu.guard;

import io.jianhu.chat.Side;
import io.jianhu.text.Words;
import java.util.ArrayList;
import java.util.List;

/** Looks for the matchers of all clues in one pass: the phrases in one automaton, the expressions one by one behind a gate. */
final class ClueGuard implements Guard {

    private static final byte UNKNOWN = 0;
    private static final byte SHUT = 1;
    private static final byte OPEN = 2;

    /** An expression and what it is for. */
    record Sought(Expression expression, Use use) {}

    final List<Clue> clues;
    final Words words;
    final Phrases.Part[][] parts;
    final List<Sought> sought;
    final int reach;

    /** For each character whether an expression may begin with it, filled as characters are met. */
    private final byte[] gate;

    ClueGuard(List<Clue> clues) {
        this.clues = List.copyOf(clues);
        Phrases phrases = new Phrases();
        List<Sought> expressions = new ArrayList<>();
        for (int i = 0; i < clues.size(); i++) {
            add(new Use(i, false), clues.get(i).any(), phrases, expressions);
            add(new Use(i, true), clues.get(i).unless(), phrases, expressions);
        }
        words = phrases.words();
        parts = phrases.parts();
        sought = List.copyOf(expressions);
        gate = sought.isEmpty() ? new byte[0] : new byte[0x10000];
        int width =
                sought.stream().mapToInt(one -> one.expression().width()).max().orElse(0);
        reach = Math.max(words.longest(), 2 * width) + 4;
    }

    private static void add(Use use, List<Matcher> matchers, Phrases phrases, List<Sought> expressions) {
        for (Matcher matcher : matchers) {
            switch (matcher) {
                case Matcher.Phrase phrase -> phrases.add(use, phrase);
                case Matcher.Expression expression ->
                    expressions.add(new Sought(Expression.of(expression.syntax()), use));
            }
        }
    }

    @Override
    public Watch watch(Side side) {
        return new Reading(this, side);
    }

    /** Whether some expression may begin with a code point. */
    boolean mayBegin(int codePoint) {
        if (gate.length == 0) {
            return false;
        }
        if (codePoint > 0xFFFF) {
            return true;
        }
        byte known = gate[codePoint];
        if (known == UNKNOWN) {
            known = sought.stream().anyMatch(one -> one.expression().mayBegin(codePoint)) ? OPEN : SHUT;
            gate[codePoint] = known;
        }
        return known == OPEN;
    }
}
