package io.jianhu.policy;

import io.jianhu.chat.Severity;
import io.jianhu.guard.Condition;
import io.jianhu.guard.Matcher;
import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the single matchers of one rule. Used for one rule. */
final class MatcherReader {
    static final String EXPECTED =
            " (expected: phrase, regex, list, identifier, near, length, encoding, similar or judge)";

    private static final int MOST_PROBLEMS_OF_LIST = 20;
    private static final int WIDEST = 200;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_QUESTION = 2_000;
    private static final double LEAST = 0.83;

    private final Engine engine;
    private final Library library;
    private final Problems problems;
    private final Terms terms;
    private final Set<String> claims = new LinkedHashSet<>();

    /**
     * What the rest of a rule means for its matchers.
     *
     * @param weighty whether a match ends the conversation's turn, so that one character is too little
     * @param claims whether an identifier that stands alone gives the hiding of its kind a name
     */
    record Terms(boolean weighty, boolean claims, OnFailure onFailure) {}

    MatcherReader(Engine engine, Library library, Problems problems, Terms terms) {
        this.engine = engine;
        this.library = library;
        this.problems = problems;
        this.terms = terms;
    }

    /** The kinds of personal data that the rule names. */
    Set<String> claims() {
        return claims;
    }

    /** What the keys of a matcher look for, each an alternative to the others. */
    List<Condition> read(Fields fields, Position position) {
        List<Condition> found = new ArrayList<>();
        fields.values("phrase").forEach(item -> phrase(item, position, found));
        fields.values("regex").forEach(item -> expression(item, found));
        fields.values("list").forEach(item -> list(item, position, found));
        identifiers(fields, position, found);
        if (fields.value("near").isPresent()) {
            near(fields.fields("near"), found);
        }
        fields.value("length").ifPresent(value -> length(fields, value, found));
        encoding(fields, found);
        if (fields.value("similar").isPresent()) {
            similar(fields.fields("similar"), found);
        }
        fields.value("judge").ifPresent(value -> judge(fields, value, position, found));
        return found;
    }

    private void phrase(Value value, Position position, List<Condition> found) {
        if (value instanceof Value.Scalar scalar) {
            phrase(new Matcher.Phrase(scalar.text()), value.place(), position, found);
        } else {
            problems.add(value.place(), "phrase: " + value.kind() + " (expected: one text)");
        }
    }

    private void phrase(Matcher.Phrase phrase, Place place, Position position, List<Condition> found) {
        String words = phrase.words();
        int characters = characters(words);
        if (characters == 0) {
            problems.add(place, "phrase: no words");
        } else if (characters == 1 && terms.weighty() && position == Position.ALONE) {
            problems.add(
                    place, "phrase: '" + words + "' is one character (expected: two or more to refuse or escalate)");
        } else {
            add(phrase, "phrase", place, found);
        }
    }

    /** How many characters are to be seen, 2 for more. */
    private static int characters(String words) {
        int count = 0;
        for (int i = 0; i < words.length() && count < 2; i += Character.charCount(words.codePointAt(i))) {
            int character = words.codePointAt(i);
            count += character == '…' || Character.isWhitespace(character) ? 0 : 1;
        }
        return count;
    }

    private void expression(Value value, List<Condition> found) {
        if (value instanceof Value.Scalar scalar && !scalar.text().isBlank()) {
            add(new Matcher.Expression(scalar.text()), "regex", value.place(), found);
        } else {
            problems.add(value.place(), "regex: " + value.kind() + " (expected: one expression)");
        }
    }

    private void add(Matcher matcher, String key, Place place, List<Condition> found) {
        engine.problem(matcher)
                .ifPresentOrElse(message -> problems.add(place, key + ": " + message), () -> found.add(matcher));
    }

    private void list(Value value, Position position, List<Condition> found) {
        if (!(value instanceof Value.Scalar scalar)) {
            problems.add(value.place(), "list: " + value.kind() + " (expected: a file such as lists/words.txt)");
            return;
        }
        library.lists().find(scalar.text(), value.place(), problems).ifPresent(base -> {
            int before = problems.size();
            List<String> words = base.words().words();
            BitSet doubtful = engine.unfit(base.words());
            for (int i = 0; i < words.size(); i++) {
                if (characters(words.get(i)) < 2) {
                    doubtful.set(i);
                }
            }
            for (int i = doubtful.nextSetBit(0); i >= 0; i = doubtful.nextSetBit(i + 1)) {
                if (problems.size() == before + MOST_PROBLEMS_OF_LIST) {
                    problems.add(base.place(i), "read no further because of the problems before");
                    return;
                }
                phrase(new Matcher.Phrase(words.get(i)), base.place(i), position, new ArrayList<>());
            }
            if (problems.size() == before && !words.isEmpty()) {
                found.add(new Matcher.Listed(base.words()));
            }
        });
    }

    private void identifiers(Fields fields, Position position, List<Condition> found) {
        Set<String> named = new LinkedHashSet<>();
        for (Value value : fields.values("identifier")) {
            String kind = value instanceof Value.Scalar scalar ? scalar.text() : "";
            if (engine.kinds().contains(kind)) {
                named.add(kind);
            } else {
                List<String> known = engine.kinds().stream().sorted().toList();
                problems.add(
                        value.place(),
                        "identifier: " + value.kind() + " (expected: " + String.join(", ", known) + ")"
                                + Suggest.hint(kind, known));
            }
        }
        if (position == Position.ALONE && terms.claims()) {
            claims.addAll(named);
        } else if (!named.isEmpty()) {
            Map<String, Engine.Named> rules = new LinkedHashMap<>();
            named.forEach(kind -> rules.put(kind, new Engine.Named(kind, Severity.INFO)));
            Matcher seen = new Matcher.Found(engine.identifiers(rules), engine.widestIdentifier());
            add(seen, "identifier", fields.place("identifier"), found);
        }
    }

    private void near(Fields near, List<Condition> found) {
        boolean all = near.value("all").isPresent();
        boolean any = near.value("any").isPresent();
        if (all == any) {
            problems.add(near.place(), "near: has either 'all' or 'any' (expected: words, and within)");
        }
        if (near.value("within").isEmpty()) {
            problems.add(near.place(), "near: 'within' is missing (expected: a number of characters)");
        }
        List<String> words = near.texts(all ? "all" : "any");
        int within = near.integer("within", 0, 0, WIDEST);
        boolean ordered = near.flag("ordered", false);
        if (!all && near.value("ordered").isPresent()) {
            near.problem("ordered", "says nothing of 'any' (expected: only with 'all')");
        }
        near.end();
        if (all != any) {
            Matcher matcher = all ? new Matcher.Near(words, within, ordered) : new Matcher.Context(words, within);
            add(matcher, "near", near.place(all ? "all" : "any"), found);
        }
    }

    private void length(Fields fields, Value value, List<Condition> found) {
        Fields holder = value instanceof Value.Scalar ? fields : fields.fields("length");
        String key = value instanceof Value.Scalar ? "length" : "over";
        if (holder.value(key).isEmpty()) {
            problems.add(holder.place(), "length: 'over' is missing (expected: a number of characters)");
        }
        int over = holder.integer(key, 0, 1, LONGEST_TEXT);
        if (!holder.equals(fields)) {
            holder.end();
        }
        if (over > 0) {
            add(new Matcher.Length(over), "length", value.place(), found);
        }
    }

    private void encoding(Fields fields, List<Condition> found) {
        Set<Matcher.Encoding.Form> forms = EnumSet.noneOf(Matcher.Encoding.Form.class);
        forms.addAll(fields.choices("encoding", List.of(), Matcher.Encoding.Form.class));
        if (!forms.isEmpty()) {
            add(new Matcher.Encoding(forms), "encoding", fields.place("encoding"), found);
        } else if (fields.value("encoding").filter(MatcherReader::isEmptyList).isPresent()) {
            List<String> words = Arrays.stream(Matcher.Encoding.Form.values())
                    .map(Matcher.Encoding.Form::word)
                    .toList();
            fields.problem("encoding", "names none (expected: " + String.join(", ", words) + ")");
        }
    }

    private static boolean isEmptyList(Value value) {
        return value instanceof Value.Sequence sequence && sequence.items().isEmpty();
    }

    private void similar(Fields similar, List<Condition> found) {
        if (similar.value("to").isEmpty()) {
            problems.add(
                    similar.place(), "similar: 'to' is missing (expected: a file such as exemplars/decisions.jsonl)");
        }
        List<String> examples = new ArrayList<>();
        for (Value value : similar.values("to")) {
            if (value instanceof Value.Scalar scalar) {
                library.exemplars().find(scalar.text(), value.place(), problems).ifPresent(examples::addAll);
            } else {
                problems.add(value.place(), "to: " + value.kind() + " (expected: a file of examples)");
            }
        }
        double least = share(similar, "min");
        similar.end();
        if (!examples.isEmpty()) {
            add(new Matcher.Similar(examples, least), "similar", similar.place(), found);
        }
    }

    private static double share(Fields fields, String key) {
        String text = fields.text(key, String.valueOf(LEAST));
        if (text.matches("0?\\.[0-9]{1,6}|1(\\.0{1,6})?") && Double.parseDouble(text) > 0) {
            return Double.parseDouble(text);
        }
        fields.problem(key, text + " (expected: above 0 and at most 1)");
        return LEAST;
    }

    private void judge(Fields fields, Value value, Position position, List<Condition> found) {
        String question;
        if (value instanceof Value.Scalar scalar) {
            question = scalar.text();
        } else {
            Fields judge = fields.fields("judge");
            question = judge.text("question");
            judge.end();
        }
        if (position == Position.BACK) {
            problems.add(value.place(), "judge: takes nothing back (expected: another matcher in 'unless' and 'not')");
        } else if (question.length() > LONGEST_QUESTION) {
            problems.add(
                    value.place(),
                    "judge: question of " + question.length() + " characters (expected: at most " + LONGEST_QUESTION
                            + ")");
        } else if (!question.isBlank()) {
            add(new Matcher.Judge(question, terms.onFailure() != OnFailure.OPEN), "judge", value.place(), found);
        }
    }
}
