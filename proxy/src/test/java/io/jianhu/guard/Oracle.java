package io.jianhu.guard;

import com.google.re2j.Pattern;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clues find in a whole text, computed the slow and obvious way. */
final class Oracle {

    private final StringBuilder normal = new StringBuilder();
    private final List<Span> places = new ArrayList<>();
    private final List<Integer> sentences = new ArrayList<>();

    Oracle(String text) {
        Normaliser normaliser = new Normaliser((codePoint, start, end) -> {
            normal.appendCodePoint(codePoint);
            for (int i = 0; i < Character.charCount(codePoint); i++) {
                places.add(new Span(start, end));
            }
        });
        normaliser.read(text);
        normaliser.end();
        int sentence = 0;
        int length = 0;
        for (int i = 0; i < normal.length(); i++) {
            sentences.add(sentence);
            length++;
            if (length == 200 || "。!?;\n".indexOf(normal.charAt(i)) >= 0) {
                sentence++;
                length = 0;
            }
        }
    }

    List<Finding> findings(List<Clue> clues) {
        List<Finding> findings = new ArrayList<>();
        for (Clue clue : clues) {
            List<Span> taking = all(clue.unless());
            for (Span match : all(clue.any())) {
                boolean taken = taking.stream()
                        .anyMatch(one -> sentences.get(one.start()).equals(sentences.get(match.start()))
                                && sentences.get(one.end() - 1).equals(sentences.get(match.start())));
                if (!taken) {
                    Span span = new Span(
                            places.get(match.start()).start(),
                            places.get(match.end() - 1).end());
                    findings.add(new Finding(clue.rule(), Side.ANSWER, span, clue.severity()));
                }
            }
        }
        return findings;
    }

    private List<Span> all(List<Matcher> matchers) {
        List<Span> all = new ArrayList<>();
        for (Matcher matcher : matchers) {
            switch (matcher) {
                case Matcher.Phrase phrase -> phrase(List.of(phrase.words().split("…", -1)), all);
                case Matcher.Expression expression -> expression(expression.syntax(), all);
                case Matcher.Near n -> throw new IllegalArgumentException("not yet");
                case Matcher.Context c -> throw new IllegalArgumentException("not yet");
                case Matcher.Length l -> throw new IllegalArgumentException("not yet");
                case Matcher.Encoding e -> throw new IllegalArgumentException("not yet");
                case Matcher.Similar s -> throw new IllegalArgumentException("not yet");
                case Matcher.Judge j -> throw new IllegalArgumentException("not yet");
                case Matcher.Found f -> throw new IllegalArgumentException("not yet");
            }
        }
        return all;
    }

    /** For each end the earliest beginning. */
    private void phrase(List<String> pieces, List<Span> all) {
        TreeMap<Integer, Integer> earliest = new TreeMap<>();
        for (int start = 0; start < normal.length(); start++) {
            chain(pieces, 0, start, start, earliest);
        }
        earliest.forEach((end, start) -> all.add(new Span(start, end)));
    }

    private void chain(List<String> pieces, int next, int at, int start, Map<Integer, Integer> earliest) {
        String piece = Normaliser.normalise(pieces.get(next));
        if (!normal.substring(at).startsWith(piece)) {
            return;
        }
        int end = at + piece.length();
        if (next == pieces.size() - 1) {
            earliest.merge(end, start, Math::min);
            return;
        }
        for (int gap = 0; gap <= 20 && end + gap <= normal.length(); gap++) {
            if (gap > 0 && "。!?;\n".indexOf(normal.charAt(end + gap - 1)) >= 0) {
                return;
            }
            chain(pieces, next + 1, end + gap, start, earliest);
        }
    }

    private void expression(String syntax, List<Span> all) {
        // The only letter of the random expressions that normalising changes.
        com.google.re2j.Matcher matcher = Pattern.compile(syntax.replace('Ａ', 'a'), Pattern.CASE_INSENSITIVE)
                .matcher(normal.toString());
        while (matcher.find()) {
            all.add(new Span(matcher.start(), matcher.end()));
        }
    }
}
