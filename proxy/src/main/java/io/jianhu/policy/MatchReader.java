package io.jianhu.policy;

import io.jianhu.guard.Matcher;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what one rule looks for. Used for one rule. */
final class MatchReader {
    private static final List<String> LATER = List.of("near", "similar", "judge");
    private static final String EXPECTED = " (expected: phrase, regex, list or identifier)";

    private final Engine engine;
    private final WordLists lists;
    private final Problems problems;
    private final boolean weighty;
    private final List<Matcher> any = new ArrayList<>();
    private final List<Matcher> unless = new ArrayList<>();
    private final Set<String> kinds = new LinkedHashSet<>();

    /** @param weighty whether a match ends the conversation's turn, so that one character is too little */
    MatchReader(Engine engine, WordLists lists, Problems problems, boolean weighty) {
        this.engine = engine;
        this.lists = lists;
        this.problems = problems;
        this.weighty = weighty;
    }

    void read(Fields rule) {
        rule.value("match")
                .ifPresentOrElse(this::match, () -> problems.add(rule.place(), "'match' is missing" + EXPECTED));
        for (Value value : rule.values("unless")) {
            matcher(value, true);
        }
    }

    List<Matcher> any() {
        return any;
    }

    List<Matcher> unless() {
        return unless;
    }

    Set<String> kinds() {
        return kinds;
    }

    private void match(Value value) {
        if (value instanceof Value.Mapping mapping
                && (mapping.entries().containsKey("any") || mapping.entries().containsKey("all"))) {
            Fields match = Fields.of(value, problems);
            if (match.value("all").isPresent()) {
                match.problem("all", "this release has no 'all' (expected: any)");
            }
            match.values("any").forEach(item -> matcher(item, false));
            match.end();
        } else if (value instanceof Value.Sequence sequence) {
            sequence.items().forEach(item -> matcher(item, false));
        } else {
            matcher(value, false);
        }
    }

    private void matcher(Value value, boolean takesBack) {
        if (!(value instanceof Value.Mapping mapping)) {
            problems.add(value.place(), value.kind() + " (expected: a mapping with phrase, regex, list or identifier)");
            return;
        }
        Fields matcher = Fields.of(value, problems);
        matcher.values("phrase").forEach(item -> phrase(item, takesBack));
        matcher.values("regex").forEach(item -> expression(item, takesBack));
        matcher.values("list").forEach(item -> list(item, takesBack));
        for (Value item : matcher.values("identifier")) {
            if (takesBack) {
                problems.add(item.place(), "identifier: not in 'unless' (expected: phrase, regex or list)");
            } else {
                identifier(item);
            }
        }
        for (String key : LATER) {
            if (matcher.value(key).isPresent()) {
                matcher.problem(key, "this release has no such matcher" + EXPECTED);
            }
        }
        matcher.end();
        if (mapping.entries().isEmpty()) {
            problems.add(value.place(), "an empty matcher" + EXPECTED);
        }
    }

    private void phrase(Value value, boolean takesBack) {
        if (value instanceof Value.Scalar scalar) {
            phrase(scalar.text(), value.place(), takesBack);
        } else {
            problems.add(value.place(), "phrase: " + value.kind() + " (expected: one text)");
        }
    }

    private void phrase(String words, Place place, boolean takesBack) {
        long characters = words.codePoints()
                .filter(character -> character != '…' && !Character.isWhitespace(character))
                .count();
        if (characters == 0) {
            problems.add(place, "phrase: no words");
        } else if (characters == 1 && weighty && !takesBack) {
            problems.add(
                    place, "phrase: '" + words + "' is one character (expected: two or more to refuse or escalate)");
        } else {
            add(new Matcher.Phrase(words), "phrase", place, takesBack);
        }
    }

    private void expression(Value value, boolean takesBack) {
        if (value instanceof Value.Scalar scalar && !scalar.text().isBlank()) {
            add(new Matcher.Expression(scalar.text()), "regex", value.place(), takesBack);
        } else {
            problems.add(value.place(), "regex: " + value.kind() + " (expected: one expression)");
        }
    }

    private void add(Matcher matcher, String key, Place place, boolean takesBack) {
        engine.problem(matcher)
                .ifPresentOrElse(
                        message -> problems.add(place, key + ": " + message),
                        () -> (takesBack ? unless : any).add(matcher));
    }

    private void list(Value value, boolean takesBack) {
        if (value instanceof Value.Scalar scalar) {
            lists.find(scalar.text(), value.place(), problems)
                    .ifPresent(entries -> entries.forEach(entry -> phrase(entry.words(), entry.place(), takesBack)));
        } else {
            problems.add(value.place(), "list: " + value.kind() + " (expected: a file such as lists/words.txt)");
        }
    }

    private void identifier(Value value) {
        String kind = value instanceof Value.Scalar scalar ? scalar.text() : "";
        if (engine.kinds().contains(kind)) {
            kinds.add(kind);
        } else {
            List<String> known = engine.kinds().stream().sorted().toList();
            problems.add(
                    value.place(),
                    "identifier: " + value.kind() + " (expected: " + String.join(", ", known) + ")"
                            + Suggest.hint(kind, known));
        }
    }
}
