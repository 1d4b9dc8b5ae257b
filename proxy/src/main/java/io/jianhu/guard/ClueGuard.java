package io.jianhu.guard;

import io.jianhu.chat.Side;
import io.jianhu.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/** Looks for the matchers of all clues in one pass: the phrases in one automaton, the expressions one by one behind a gate. */
final class ClueGuard implements Guard {

    private static final int CHARACTERS = 0x10000;

    /** An expression and what it is for. */
    record Sought(Expression expression, Use use) {}

    final List<Clue> clues;
    final Words words;
    final Phrases.Part[][] parts;
    final List<Sought> sought;
    final int reach;

    /** For each character the indexes of the expressions that may begin with it, filled as characters are met. */
    private final AtomicReferenceArray<int[]> gate;

    private final int[] all;

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
        gate = new AtomicReferenceArray<>(sought.isEmpty() ? 0 : CHARACTERS);
        all = IntStream.range(0, sought.size()).toArray();
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
                case Matcher.Near n -> throw new IllegalArgumentException("not yet");
                case Matcher.Context c -> throw new IllegalArgumentException("not yet");
                case Matcher.Length l -> throw new IllegalArgumentException("not yet");
                case Matcher.Encoding e -> throw new IllegalArgumentException("not yet");
                case Matcher.Similar s -> throw new IllegalArgumentException("not yet");
                case Matcher.Judge j -> throw new IllegalArgumentException("not yet");
                case Matcher.Found f -> throw new IllegalArgumentException("not yet");
            }
        }
    }

    @Override
    public Watch watch(Side side) {
        return new Reading(this, side);
    }

    /** The indexes, in order, of the expressions that may begin with a code point; not to be written to. */
    int[] beginners(int codePoint) {
        if (all.length == 0 || codePoint >= CHARACTERS) {
            return all;
        }
        int[] known = gate.getAcquire(codePoint);
        if (known == null) {
            known = IntStream.of(all)
                    .filter(index -> sought.get(index).expression().mayBegin(codePoint))
                    .toArray();
            gate.setRelease(codePoint, known);
        }
        return known;
    }
}
