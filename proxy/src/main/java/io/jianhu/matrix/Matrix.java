package io.jianhu.matrix;

import io.jianhu.policy.Rule;
import io.jianhu.source.Folder;
import io.jianhu.source.Problem;
import io.jianhu.source.Problems;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every clause of {@code measures.yaml} with the rules, controls and tests that answer it.
 *
 * @param warnings bases of rules that name nothing known, and holes; by the path below the policy directory
 */
public record Matrix(List<Section> sections, List<Problem> warnings) {

    public Matrix {
        sections = List.copyOf(sections);
        warnings = List.copyOf(warnings);
    }

    /**
     * The matrix of a policy directory.
     *
     * @param rules all rules, those that are off included; empty when they do not compile, so that only the form of the
     *     file is looked at
     * @return empty when there is no {@code measures.yaml}, no rules, or when problems were added
     */
    public static Optional<Matrix> compile(Folder folder, Optional<List<Rule>> rules, Problems problems) {
        Problems own = new Problems();
        Optional<Measures> measures = Measures.read(folder, own);
        Optional<Matrix> matrix =
                measures.flatMap(read -> rules.map(known -> new Compiler(read, known, own).compile()));
        problems.addAll(own);
        return matrix.filter(compiled -> own.isEmpty());
    }

    /** Adds what is wrong with the form of a matrix to the problems, whatever rules there are. */
    public static void check(Folder folder, Problems problems) {
        Measures.read(folder, problems);
    }

    public Stream<Row> rows() {
        return sections.stream().flatMap(section -> section.rows().stream());
    }

    public long count(Status status) {
        return rows().filter(row -> row.status() == status).count();
    }

    /** The holes among the clauses whose wording was read, in a copy or not. */
    public long holesRead() {
        return rows().filter(row ->
                        row.status() == Status.HOLE && row.clause().mark().isRead())
                .count();
    }
}
