package io.jianhu.guard;

import io.jianhu.text.Spelling;
import java.util.List;

/**
 * How far the sights of a condition reach and how long they wait, in visible characters.
 *
 * @param width the greatest number of characters a sight covers
 * @param held the greatest number of characters from the beginning of a sight to the last one before it is certain
 * @param lag how many characters have to be read after a place until every sight that ends there is certain
 */
record Bounds(int width, int held, int lag) {

    static Bounds of(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> of(any.of());
            case Condition.All all -> of(all);
            case Matcher.Phrase phrase -> prompt(Phrases.width(phrase.words()));
            case Matcher.Listed listed -> prompt(listed.words().width());
            case Matcher.Near near -> prompt(Phrases.width(near));
            case Matcher.Context context -> new Bounds(0, 0, 0);
            case Matcher.Expression expression -> late(Expression.width(expression.syntax()));
            // The last sentence is complete only when the text is.
            case Matcher.Similar similar -> new Bounds(Recent.LONGEST_SENTENCE, Recent.LONGEST_SENTENCE - 1, 1);
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
        return new Bounds(width, width - 1, 0);
    }

    private static Bounds late(int width) {
        return new Bounds(width, width - 1, width - 1);
    }

    private static Bounds of(List<Condition> conditions) {
        Bounds sum = new Bounds(0, 0, 0);
        for (Condition condition : conditions) {
            Bounds other = of(condition);
            sum = new Bounds(
                    Math.max(sum.width, other.width), Math.max(sum.held, other.held), Math.max(sum.lag, other.lag));
        }
        return sum;
    }

    private static Bounds of(Condition.All all) {
        int needed = windows(all.of());
        List<Bounds> parts = all.of().stream()
                .filter(part -> !(part instanceof Matcher.Context))
                .map(Bounds::of)
                .map(part -> needed < 0 ? part : part.heldFor(part.width + needed - 1))
                .toList();
        int width = 0;
        int held = 0;
        int lag = 0;
        for (int i = 0; i < parts.size(); i++) {
            Bounds part = parts.get(i);
            width = Math.max(width, part.width);
            held = Math.max(held, part.held);
            lag = Math.max(lag, part.lag);
            for (int j = 0; j < parts.size(); j++) {
                // A sight waits for what had begun in the text it covers.
                if (i != j && parts.get(j).lag > 0) {
                    held = Math.max(held, part.width + parts.get(j).lag);
                    lag = Math.max(lag, held);
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
                held = Math.max(held, Recent.LONGEST_SENTENCE - 1 + takes.lag);
            }
        }
        return new Bounds(width, held, all.unless().isEmpty() ? lag : Math.max(lag, held));
    }

    private Bounds heldFor(int least) {
        int most = Math.max(held, least);
        return new Bounds(width, most, Math.max(lag, most));
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
