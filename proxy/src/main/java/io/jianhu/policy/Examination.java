package io.jianhu.policy;

import java.util.List;

/**
 * What the tests that stand in the rule files show.
 *
 * @param trials what became of each test of a rule that is not off
 * @param coverage what the tests of each rule reach that is not off, by id
 * @param off the rules that are off and so not tested, by id
 */
public record Examination(List<Trial> trials, List<Coverage> coverage, List<Rule> off) {

    public Examination {
        trials = List.copyOf(trials);
        coverage = List.copyOf(coverage);
        off = List.copyOf(off);
    }
}
