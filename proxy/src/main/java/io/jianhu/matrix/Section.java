package io.jianhu.matrix;

import io.jianhu.policy.Rule;
import java.util.List;

/**
 * An instrument, clause by clause.
 *
 * @param whole the rules that name it as their basis without a clause, by id
 */
public record Section(Instrument instrument, List<Row> rows, List<Rule> whole) {

    public Section {
        rows = List.copyOf(rows);
        whole = List.copyOf(whole);
    }
}
