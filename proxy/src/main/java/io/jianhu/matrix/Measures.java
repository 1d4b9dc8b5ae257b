package io.jianhu.matrix;

import io.jianhu.source.Document;
import io.jianhu.source.Fields;
import io.jianhu.source.Folder;
import io.jianhu.source.Place;
import io.jianhu.source.Problems;
import io.jianhu.source.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code measures.yaml} says: the instruments that bear on the product, each name and clause once. */
record Measures(List<Instrument> instruments) {
    static final String FILE = "measures.yaml";

    Measures {
        instruments = List.copyOf(instruments);
    }

    /** Empty when there is no such file, or when it is not one of these. */
    static Optional<Measures> read(Folder folder, Problems problems) {
        return Optional.ofNullable(folder.files().get(FILE))
                .flatMap(bytes -> Document.read(FILE, bytes, "Measures", problems))
                .map(fields -> new Reader(problems).read(fields));
    }

    private static final class Reader {
        private final Problems problems;
        private final Map<String, Place> names = new HashMap<>();

        Reader(Problems problems) {
            this.problems = problems;
        }

        Measures read(Fields file) {
            List<Instrument> instruments =
                    file.list("instruments").stream().map(this::instrument).toList();
            if (instruments.isEmpty()) {
                problems.add(file.place("instruments"), "no instruments");
            }
            file.end();
            return new Measures(instruments);
        }

        private Instrument instrument(Fields fields) {
            Words title = Words.read(fields, "title");
            List<String> called = new ArrayList<>();
            call(title.zh(), fields.place("title"), called);
            for (Value value : fields.values("names")) {
                if (value instanceof Value.Scalar scalar) {
                    call(scalar.text(), value.place(), called);
                } else {
                    problems.add(value.place(), "names: " + value.kind() + " (expected: one value)");
                }
            }
            List<Clause> clauses = clauses(fields);
            fields.end();
            return new Instrument(title, called, clauses);
        }

        private void call(String name, Place place, List<String> called) {
            Place other = names.putIfAbsent(name, place);
            if (other != null && !name.isEmpty()) {
                problems.add(place, "'" + name + "' is an instrument at line " + other.line() + " already");
            }
            called.add(name);
        }

        private List<Clause> clauses(Fields instrument) {
            Map<String, Place> refs = new HashMap<>();
            List<Clause> clauses = new ArrayList<>();
            for (Fields fields : instrument.list("clauses")) {
                Clause clause = new ClauseReader(fields).read();
                Place other = refs.putIfAbsent(clause.ref(), clause.place());
                if (other != null && !clause.ref().isEmpty()) {
                    fields.problem("ref", "'" + clause.ref() + "' stands at line " + other.line() + " already");
                }
                clauses.add(clause);
            }
            if (clauses.isEmpty()) {
                problems.add(instrument.place("clauses"), "no clauses");
            }
            return clauses;
        }
    }
}
