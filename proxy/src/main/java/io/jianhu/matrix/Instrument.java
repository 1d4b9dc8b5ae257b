package io.jianhu.matrix;

import java.util.List;

/**
 * A law, regulation or standard, as far as it bears on the product.
 *
 * @param names how the bases of rules call it, its Chinese title among them
 * @param clauses in the order of the file, none twice
 */
public record Instrument(Words title, List<String> names, List<Clause> clauses) {

    public Instrument {
        names = List.copyOf(names);
        clauses = List.copyOf(clauses);
    }

    List<String> refs() {
        return clauses.stream().map(Clause::ref).toList();
    }
}
