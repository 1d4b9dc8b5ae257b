package io.jianhu.matrix;

import io.jianhu.policy.Mode;
import io.jianhu.policy.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * A clause with all that answers it.
 *
 * @param named the rules that the clause names, in its order
 * @param citing the further rules that name the clause as their basis, by id
 * @param faults why it is not answered as claimed; none unless it is a hole
 */
public record Row(Clause clause, List<Rule> named, List<Rule> citing, List<Words> faults) {

    public Row {
        named = List.copyOf(named);
        citing = List.copyOf(citing);
        faults = List.copyOf(faults);
    }

    static Row of(Clause clause, List<Rule> named, List<Rule> citing) {
        return new Row(clause, named, citing, faults(clause, named, citing));
    }

    private static List<Words> faults(Clause clause, List<Rule> named, List<Rule> citing) {
        if (clause.notClaimed().isPresent()) {
            return List.of();
        }
        List<Words> faults = new ArrayList<>();
        for (Rule rule : named) {
            if (!isInForce(rule)) {
                faults.add(new Words(
                        rule.id() + (rule.mode() == Mode.OFF ? " 关着" : " 只记不拦"),
                        rule.id() + " is " + (rule.mode() == Mode.OFF ? "off" : "in shadow")));
            }
        }
        if (clause.controls().isEmpty() && named.isEmpty() && citing.stream().noneMatch(Row::isInForce)) {
            faults.add(new Words("没有生效的规则或者控制", "no rule in force and no control"));
        }
        return faults;
    }

    private static boolean isInForce(Rule rule) {
        return rule.mode() == Mode.ENFORCE || rule.mode() == Mode.CANARY;
    }

    public Status status() {
        if (clause.notClaimed().isPresent()) {
            return Status.NOT_CLAIMED;
        }
        if (!faults.isEmpty()) {
            return Status.HOLE;
        }
        return clause.leaves().isEmpty() ? Status.COVERED : Status.PARTLY;
    }
}
