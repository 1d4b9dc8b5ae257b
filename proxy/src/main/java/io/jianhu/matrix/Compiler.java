package io.jianhu.matrix;

import io.jianhu.policy.Rule;
import io.jianhu.source.Place;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import io.jianhu.source.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Brings clauses and rules together. Used once. */
final class Compiler {
    private final Measures measures;
    private final Problems problems;
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    /** The rules that cite a clause or an instrument; a place in a file stands for what is written there. */
    private final Map<Place, Set<Rule>> ofClause = new LinkedHashMap<>();

    private final Map<String, Set<Rule>> ofInstrument = new LinkedHashMap<>();
    private final List<Problem> warnings = new ArrayList<>();

    /** @param rules by id */
    Compiler(Measures measures, List<Rule> rules, Problems problems) {
        this.measures = measures;
        this.problems = problems;
        rules.forEach(rule -> this.rules.put(rule.id(), rule));
    }

    Matrix compile() {
        rules.values().forEach(this::collect);
        List<Section> sections = measures.instruments().stream()
                .map(instrument -> new Section(
                        instrument,
                        instrument.clauses().stream().map(this::row).toList(),
                        List.copyOf(ofInstrument.getOrDefault(instrument.title().zh(), Set.of()))))
                .toList();
        sections.forEach(this::warnOfHoles);
        return new Matrix(sections, warnings);
    }

    private void collect(Rule rule) {
        for (String basis : rule.basis()) {
            switch (Citation.of(basis, measures.instruments())) {
                case Citation.Whole whole ->
                    ofInstrument
                            .computeIfAbsent(whole.instrument().title().zh(), title -> new LinkedHashSet<>())
                            .add(rule);
                case Citation.OfClause of ->
                    ofClause.computeIfAbsent(of.clause().place(), place -> new LinkedHashSet<>())
                            .add(rule);
                case Citation.Unknown unknown ->
                    warnings.add(
                            new Problem(rule.file(), rule.line(), 1, rule.id() + ": basis " + unknown.complaint()));
            }
        }
    }

    private Row row(Clause clause) {
        List<Rule> named = new ArrayList<>();
        clause.rules()
                .forEach((id, place) -> Optional.ofNullable(rules.get(id))
                        .ifPresentOrElse(
                                named::add,
                                () -> problems.add(
                                        place,
                                        "rules: '" + id + "' stands in no rule set"
                                                + Suggest.hint(id, rules.keySet()))));
        List<Rule> citing = ofClause.getOrDefault(clause.place(), Set.of()).stream()
                .filter(rule -> !clause.rules().containsKey(rule.id()))
                .toList();
        boolean silent = clause.rules().isEmpty() && clause.controls().isEmpty() && citing.isEmpty();
        if (silent && clause.notClaimed().isEmpty()) {
            problems.add(
                    clause.place(),
                    "'" + clause.ref() + "' is claimed without rule and control"
                            + " (expected: rules, controls, or notClaimed with the reason)");
        }
        return Row.of(clause, named, citing);
    }

    private void warnOfHoles(Section section) {
        for (Row row : section.rows()) {
            if (row.status() == Status.HOLE) {
                Place place = row.clause().place();
                String faults = row.faults().stream().map(Words::en).collect(Collectors.joining(", "));
                warnings.add(new Problem(
                        place.file(),
                        place.line(),
                        place.column(),
                        section.instrument().title().zh() + " " + row.clause().ref() + " is a hole: " + faults));
            }
        }
    }
}
