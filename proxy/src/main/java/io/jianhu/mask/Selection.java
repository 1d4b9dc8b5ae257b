package io.jianhu.mask;

import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Chooses the identifiers of a stretch: the strongest first, none over another. */
final class Selection {

    private Selection() {}

    /**
     * An identifier in a stretch.
     *
     * @param from its first sign
     * @param to the sign after its last
     */
    record Choice(Recogniser recogniser, int from, int to) {
        Hit hit(Stretch stretch) {
            return new Hit(recogniser, new Span(stretch.start(from), stretch.end(to - 1)));
        }
    }

    static List<Choice> choose(Stretch stretch, List<Recogniser> recognisers) {
        List<Choice> choices = new ArrayList<>(2);
        for (Recogniser recogniser : recognisers) {
            int at = 0;
            while (at < stretch.length()) {
                int end = begins(stretch, at, recogniser.trigger()) ? recogniser.match(stretch, at) : -1;
                if (end > 0 && isFree(choices, at, end)) {
                    choices.add(new Choice(recogniser, at, end));
                    at = end;
                } else {
                    at++;
                }
            }
        }
        return choices;
    }

    private static boolean begins(Stretch stretch, int at, Recogniser.Trigger trigger) {
        char sign = stretch.sign(at);
        return switch (trigger) {
            case NUMBER -> sign == '+' || (Stretch.isDigit(sign) && !stretch.isDigit(at - 1));
            case ADDRESS -> AddressWindow.opens(sign);
        };
    }

    private static boolean isFree(List<Choice> choices, int from, int to) {
        for (Choice choice : choices) {
            if (from < choice.to && choice.from < to) {
                return false;
            }
        }
        return true;
    }
}
