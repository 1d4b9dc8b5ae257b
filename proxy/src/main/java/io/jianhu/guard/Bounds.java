package io.jianhu.guard;

import io.jianhu.text.Spelling;
import java.util.List;

/**
 * How far the sights of a condition reach and how long they wait, in visible characters.
 *
 * @param width the greatest number of characters a sight covers
 * @param held the greatest number of characters from the beginning of a sight to the last one before it is certain
 * @param late whether a sight may be certain only after more text than it covers
 */
record Bounds(int width, int held, boolean late) {

    static Bounds of(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> of(any.of());
            case Condition.All all -> of(all);
            case Matcher.Phrase phrase -> prompt(Phrases.width(phrase.words()));
            case Matcher.Near near -> prompt(Phrases.width(near));
            case Matcher.Context context -> new Bounds(0, 0, false);
            case Matcher.Expression expression -> late(Expression.width(expression.syntax()));
            case Matcher.Similar similar -> prompt(Recent.LONGEST_SENTENCE);
            case Matcher.Length length -> prompt(1);
            case Matcher.Judge judge -> prompt(1);
            case Matcher.Encoding encoding ->
                prompt(encoding.forms().stream()
                        .mapToInt(EncodingLookout::width)
                        .max()
                        .orElse(1));
            case Matcher.Found found -> late(found.holdBack() + 1);
        };
    }

    private static Bounds prompt(int width) {
        return new Bounds(width, width - 1, false);
    }

    private static Bounds late(int width) {
        return new Bounds(width, width - 1, true);
    }

    private static Bounds of(List<Condition> conditions) {
        Bounds sum = new Bounds(0, 0, false);
        for (Condition condition : conditions) {
            Bounds other = of(condition);
            sum = new Bounds(
                    Math.max(sum.width, other.width), Math.max(sum.held, other.held), sum.late || other.late);
        }
        return sum;
    }

    private static Bounds of(Condition.All all) {
        int needed = windows(all.of());
        List<Bounds> parts = all.of().stream()
                .filter(part -> !(part instanceof Matcher.Context))
                .map(Bounds::of)
                .map(part -> needed < 0
                        ? part
                        : new Bounds(part.width, Math.max(part.held, part.width + needed - 1), true))
                .toList();
        int width = 0;
        int held = 0;
        boolean late = needed >= 0 || !all.unless().isEmpty();
        for (Bounds part : parts) {
            width = Math.max(width, part.width);
            held = Math.max(held, part.held);
            late |= part.late;
            for (Bounds other : parts) {
                // A sight waits for what had begun in the text it covers.
                if (other != part && other.late) {
                    held = Math.max(held, part.width + other.held);
                }
            }
        }
        int taking = windows(all.unless());
        if (taking >= 0) {
            held = Math.max(held, width + taking - 1);
        }
        for (Condition unless : all.unless()) {
            if (!(unless instanceof Matcher.Context)) {
                Bounds takes = of(unless);
                held = Math.max(held, Recent.LONGEST_SENTENCE - 1 + (takes.late ? takes.held : 0));
            }
        }
        return new Bounds(width, held, late);
    }

    /** How far the farthest context among some conditions looks, or -1 if there is none. */
    private static int windows(List<Condition> conditions) {
        int farthest = -1;
        for (Condition condition : conditions) {
            farthest = switch (condition) {
                case Condition.Any any -> Math.max(farthest, windows(any.of()));
                case Matcher.Context context ->
                    Math.max(farthest, context.within() + Phrases.longest(context, Spelling.PLAIN));
                case Condition.All all -> farthest;
                case Matcher matcher -> farthest;
            };
        }
        return farthest;
    }
}
