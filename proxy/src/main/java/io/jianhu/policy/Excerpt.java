package io.jianhu.policy;

import io.jianhu.chat.Finding;
import io.jianhu.chat.Severity;
import io.jianhu.chat.Side;
import io.jianhu.guard.Guard;
import io.jianhu.mask.Identifiers;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A few words around a place in a text, in which no personal identifier can stand: identifiers are looked for in much
 * more of the text than is shown, so that a cut cannot leave a part of one that nobody recognises.
 *
 * @param words at most {@value #MOST} characters
 * @param place where in the words the place is
 */
record Excerpt(String words, Span place) {
    static final int MOST = 80;
    private static final int AROUND = 4096;
    private static final String HIDDEN = "[已隐藏]";

    private static final Guard IDENTIFIERS = Identifiers.of(Identifiers.kinds().stream()
            .collect(Collectors.toMap(Function.identity(), kind -> new Identifiers.RuleOfKind(kind, Severity.HIGH))));

    /** A stretch of the text and what is shown in its place. */
    private record Patch(Span span, String shown) {}

    /** @param hidden what is not to be shown, whatever it is */
    static Excerpt of(String text, Span place, List<Span> hidden) {
        int from = Math.max(0, place.start() - AROUND);
        int to = Math.min(text.length(), Math.max(place.start(), Math.min(place.end(), from + 2 * AROUND)) + AROUND);
        List<Patch> patches = new ArrayList<>();
        String around = text.substring(from, to);
        for (Finding finding : identifiers(around)) {
            patches.add(new Patch(finding.span().shift(from), Identifiers.mark(finding.rule())));
        }
        hidden.stream()
                .filter(span -> span.length() > 0 && span.start() < to && span.end() > from)
                .forEach(span -> patches.add(new Patch(span, HIDDEN)));
        patches.sort(java.util.Comparator.comparing(Patch::span));
        return cut(text, from, to, place, patches);
    }

    private static Excerpt cut(String text, int from, int to, Span place, List<Patch> patches) {
        StringBuilder shown = new StringBuilder();
        int[] offsets = new int[to - from + 1]; // where each character of the text has come to
        int at = from;
        for (Patch patch : patches) {
            at = copy(text, from, at, Math.max(at, patch.span().start()), shown, offsets);
            if (patch.span().end() > at) {
                boolean follows = patch.span().start() < at; // the mark before stands for this one too
                int mark = shown.length();
                shown.append(follows ? "" : patch.shown());
                while (at < Math.min(to, patch.span().end())) {
                    offsets[at++ - from] = mark;
                }
            }
        }
        copy(text, from, at, to, shown, offsets);
        offsets[to - from] = shown.length();
        int start = offsets[place.start() - from];
        int end = Math.max(start, offsets[Math.min(place.end(), to) - from]);
        return around(shown.toString().replaceAll("\\s", " "), start, end);
    }

    private static int copy(String text, int from, int at, int end, StringBuilder shown, int[] offsets) {
        for (int i = at; i < end; i++) {
            offsets[i - from] = shown.length();
            shown.append(text.charAt(i));
        }
        return end;
    }

    private static List<Finding> identifiers(String text) {
        List<Finding> found = new ArrayList<>();
        Guard.Watch watch = IDENTIFIERS.watch(Side.QUESTION);
        watch.read(text, found::add);
        watch.end(found::add);
        return found;
    }

    private static Excerpt around(String text, int start, int end) {
        int spare = Math.max(0, MOST - (end - start));
        int from = Math.max(0, start - spare / 2);
        int to = Math.min(text.length(), from + MOST);
        from = Math.max(0, Math.min(from, to - MOST));
        if (from > 0 && Character.isLowSurrogate(text.charAt(from))) {
            from++;
        }
        if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
            to--;
        }
        return new Excerpt(
                text.substring(from, to),
                new Span(Math.max(start, from) - from, Math.max(from, Math.min(end, to)) - from));
    }
}
