package io.jianhu.matrix;

import io.jianhu.source.Fields;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads one clause. */
final class ClauseReader {
    private static final String MARKS =
            Arrays.stream(Mark.values()).map(Mark::word).collect(Collectors.joining(", "));

    private final Fields fields;
    private final Problems problems;

    ClauseReader(Fields fields) {
        this.fields = fields;
        this.problems = fields.problems();
    }

    Clause read() {
        Clause clause = new Clause(
                fields.text("ref"),
                Words.read(fields, "title"),
                Words.read(fields, "asks"),
                mark(),
                rules(),
                controls(),
                TestNames.read(fields, "tests"),
                words("leaves"),
                words("notClaimed"),
                fields.place("ref"));
        if (clause.mark() != Mark.VERIFIED
                && (clause.asks().zh() + clause.asks().en()).contains("「")) {
            fields.problem("asks", "quotes 「…」 of a clause that is not verified (expected: our own words)");
        }
        if (clause.notClaimed().isPresent()) {
            for (String key : List.of("rules", "controls", "tests", "leaves")) {
                if (!fields.values(key).isEmpty()) {
                    fields.problem(key, "stands beside notClaimed (expected: one or the other)");
                }
            }
        }
        fields.end();
        return clause;
    }

    private Mark mark() {
        if (fields.value("mark").isEmpty()) {
            problems.add(fields.place(), "'mark' is missing (expected: " + MARKS + ")");
        }
        return fields.choice("mark", Mark.OWN_READING);
    }

    private Map<String, Place> rules() {
        Map<String, Place> rules = new LinkedHashMap<>();
        for (Value value : fields.values("rules")) {
            String id = text("rules", value);
            if (!id.isEmpty() && rules.putIfAbsent(id, value.place()) != null) {
                problems.add(value.place(), "rules: '" + id + "' stands here twice");
            }
        }
        return rules;
    }

    private List<Control> controls() {
        List<Control> controls = new ArrayList<>();
        for (Value value : fields.values("controls")) {
            String name = text("controls", value);
            Optional<Control> control = Optional.ofNullable(Controls.ALL.get(name));
            if (control.filter(controls::contains).isPresent()) {
                problems.add(value.place(), "controls: '" + name + "' stands here twice");
            } else if (control.isPresent()) {
                controls.add(control.get());
            } else if (!name.isEmpty()) {
                problems.add(
                        value.place(),
                        "controls: '" + name + "' (expected: " + String.join(", ", Controls.ALL.keySet()) + ")"
                                + Suggest.hint(name, Controls.ALL.keySet()));
            }
        }
        return controls;
    }

    private Optional<Words> words(String key) {
        return fields.value(key).map(there -> Words.read(fields, key));
    }

    private String text(String key, Value value) {
        if (value instanceof Value.Scalar scalar) {
            return scalar.text();
        }
        problems.add(value.place(), key + ": " + value.kind() + " (expected: one value)");
        return "";
    }
}
