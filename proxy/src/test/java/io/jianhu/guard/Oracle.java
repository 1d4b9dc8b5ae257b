package io.jianhu.guard;

import com.google.re2j.Pattern;
import io.jianhu.chat.Finding;
import io.jianhu.chat.Side;
import io.jianhu.text.Normaliser;
import io.jianhu.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clues find in a whole text, computed the slow and obvious way. All clues are read plainly. */
final class Oracle {

    /** Where something holds: in the text, and as indexes of the normalised text. */
    private record Match(Span span, int from, int to) {}

    private final String text;
    private final StringBuilder normal = new StringBuilder();
    private final List<Span> places = new ArrayList<>();
    /** For each normalised character, and for the one that would come after them, its sentence. */
    private final List<Integer> sentences = new ArrayList<>();

    Oracle(String text) {
        this.text = text;
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
            if (length == 200 || isEnd(i)) {
                sentence++;
                length = 0;
            }
        }
        sentences.add(sentence);
    }

    private boolean isEnd(int index) {
        return "。!?;\n".indexOf(normal.charAt(index)) >= 0;
    }

    List<Finding> findings(List<Clue> clues) {
        List<Finding> findings = new ArrayList<>();
        for (Clue clue : clues) {
            for (Match match : matches(clue.condition())) {
                findings.add(new Finding(clue.rule(), Side.ANSWER, match.span, clue.severity()));
            }
        }
        return findings;
    }

    private List<Match> matches(Condition condition) {
        List<Match> all = new ArrayList<>();
        switch (condition) {
            case Condition.Any any -> any.of().forEach(one -> all.addAll(matches(one)));
            case Condition.All every -> all(every, all);
            case Matcher.Phrase phrase -> phrase(List.of(phrase.words().split("…", -1)), all);
            case Matcher.Listed listed ->
                listed.words().words().forEach(words -> phrase(List.of(words.split("…", -1)), all));
            case Matcher.Expression expression -> expression(expression.syntax(), all);
            case Matcher.Near near -> near(near, all);
            case Matcher.Context context -> context.words().forEach(word -> phrase(List.of(word), all));
            case Matcher.Length length -> {
                if (text.length() > length.over()) {
                    all.add(placed(new Span(length.over(), length.over() + 1)));
                }
            }
            case Matcher.Encoding encoding ->
                encoding.forms()
                        .forEach(form -> EncodingOracle.spans(form, text).forEach(span -> all.add(placed(span))));
            case Matcher.Similar similar -> similar(similar, all);
            case Matcher.Judge judge -> {
                if (judge.holdsOnFailure() && !text.isEmpty()) {
                    all.add(placed(new Span(0, 1)));
                }
            }
            case Matcher.Found found ->
                GuardContract.findings(found.guard(), Side.ANSWER, text)
                        .forEach(finding -> all.add(placed(finding.span())));
        }
        return all;
    }

    private void all(Condition.All every, List<Match> all) {
        List<List<Match>> parts = new ArrayList<>();
        for (Condition part : every.of()) {
            if (!(part instanceof Matcher.Context)) {
                List<Match> matches = new ArrayList<>(matches(part));
                matches.removeIf(match -> every.of().stream()
                        .anyMatch(other -> other instanceof Matcher.Context context && !isNear(match, context)));
                parts.add(matches);
            }
        }
        for (List<Match> part : parts) {
            for (Match match : part) {
                boolean complete = parts.stream()
                        .allMatch(other -> other.stream().anyMatch(one -> one.span.end() <= match.span.end()));
                if (complete && every.unless().stream().noneMatch(unless -> takesBack(unless, match))) {
                    all.add(match);
                }
            }
        }
    }

    private boolean takesBack(Condition unless, Match match) {
        return switch (unless) {
            case Condition.Any any -> any.of().stream().anyMatch(one -> takesBack(one, match));
            case Condition.All every -> throw new IllegalArgumentException("all in unless");
            case Matcher.Context context -> isNear(match, context);
            case Matcher matcher ->
                matches(matcher).stream()
                        .anyMatch(one -> sentences.get(one.from).equals(sentences.get(match.from))
                                && sentences.get(Math.max(one.from, one.to - 1)).equals(sentences.get(match.from)));
        };
    }

    private boolean isNear(Match match, Matcher.Context context) {
        return matches(context).stream()
                .anyMatch(word -> word.to <= match.from
                        ? match.from - word.to <= context.within()
                        : word.from - match.to <= context.within());
    }

    private Match normalised(int from, int to) {
        return new Match(new Span(places.get(from).start(), places.get(to - 1).end()), from, to);
    }

    private Match placed(Span span) {
        int from = 0;
        while (from < places.size() && places.get(from).end() <= span.start()) {
            from++;
        }
        int to = from;
        while (to < places.size() && places.get(to).start() < span.end()) {
            to++;
        }
        return new Match(span, from, to);
    }

    /** For each end the earliest beginning. */
    private void phrase(List<String> pieces, List<Match> all) {
        TreeMap<Integer, Integer> earliest = new TreeMap<>();
        for (int start = 0; start < normal.length(); start++) {
            chain(pieces, 0, start, start, 20, true, earliest);
        }
        earliest.forEach((end, start) -> all.add(normalised(start, end)));
    }

    /** For each end the earliest beginning, whatever the order. */
    private void near(Matcher.Near near, List<Match> all) {
        TreeMap<Integer, Integer> earliest = new TreeMap<>();
        for (List<String> order : near.ordered() ? List.of(near.words()) : orders(near.words())) {
            for (int start = 0; start < normal.length(); start++) {
                chain(order, 0, start, start, near.within(), false, earliest);
            }
        }
        earliest.forEach((end, start) -> all.add(normalised(start, end)));
    }

    private static List<List<String>> orders(List<String> words) {
        if (words.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            List<String> others = new ArrayList<>(words);
            String first = others.remove(i);
            for (List<String> rest : orders(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    private void chain(
            List<String> pieces,
            int next,
            int at,
            int start,
            int widest,
            boolean inSentence,
            Map<Integer, Integer> earliest) {
        String piece = Normaliser.normalise(pieces.get(next)).strip();
        if (!normal.substring(at).startsWith(piece)) {
            return;
        }
        int end = at + piece.length();
        if (next == pieces.size() - 1) {
            earliest.merge(end, start, Math::min);
            return;
        }
        for (int gap = 0; gap <= widest && end + gap <= normal.length(); gap++) {
            if (inSentence && gap > 0 && isEnd(end + gap - 1)) {
                return;
            }
            chain(pieces, next + 1, end + gap, start, widest, inSentence, earliest);
        }
    }

    private void expression(String syntax, List<Match> all) {
        // The only letter of the random expressions that normalising changes.
        com.google.re2j.Matcher matcher = Pattern.compile(syntax.replace('Ａ', 'a'), Pattern.CASE_INSENSITIVE)
                .matcher(normal.toString());
        while (matcher.find()) {
            all.add(normalised(matcher.start(), matcher.end()));
        }
    }

    private void similar(Matcher.Similar similar, List<Match> all) {
        int from = 0;
        while (from < normal.length()) {
            int to = from;
            while (to < normal.length() && sentences.get(to).equals(sentences.get(from))) {
                to++;
            }
            String sentence = normal.substring(from, to);
            if (similar.examples().stream()
                    .anyMatch(example -> cosine(sentence, Normaliser.normalise(example)) >= similar.least() - 1e-9)) {
                all.add(normalised(from, to));
            }
            from = to;
        }
    }

    private static double cosine(String one, String other) {
        Map<String, Integer> left = pairs(one);
        Map<String, Integer> right = pairs(other);
        double product = 0;
        for (Map.Entry<String, Integer> pair : left.entrySet()) {
            product += pair.getValue() * right.getOrDefault(pair.getKey(), 0);
        }
        return product == 0 ? 0 : product / Math.sqrt(square(left) * square(right));
    }

    private static double square(Map<String, Integer> pairs) {
        return pairs.values().stream().mapToDouble(count -> count * count).sum();
    }

    private static Map<String, Integer> pairs(String text) {
        String bare = text.replaceAll("^[ 。!?;\n]+|[ 。!?;\n]+$", "");
        Map<String, Integer> pairs = new HashMap<>();
        for (int i = 0; i + 2 <= bare.length(); i++) {
            pairs.merge(bare.substring(i, i + 2), 1, Integer::sum);
        }
        return pairs;
    }
}
